import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildAdjacency, reverse, valueAt } from './adjacency.ts';
import { shortestCycle } from './shortest-cycle.ts';
import { stronglyConnected } from './strongly-connected.ts';

const size = 8;
const node = fc.nat({ max: size - 1 });
const edges = fc.array(fc.tuple(node, node), { maxLength: 20 });
type Edges = typeof edges extends fc.Arbitrary<infer T> ? T : never;

function adjacencyOf(pairs: Edges) {
  return buildAdjacency(
    size,
    pairs.map(([from]) => from),
    pairs.map(([, to]) => to),
  );
}

/** Lengths of the shortest ways between all nodes, by relaxation; 0 means there is none. */
function distances(pairs: Edges): number[][] {
  const far = Number.POSITIVE_INFINITY;
  const table = Array.from({ length: size }, () => Array<number>(size).fill(far));
  const at = (a: number, b: number) => table[a]?.[b] ?? far;
  const shrink = (a: number, b: number, to: number) =>
    table[a]?.splice(b, 1, Math.min(at(a, b), to));
  for (const [a, b] of pairs) shrink(a, b, 1);
  for (let k = 0; k < size; k += 1)
    for (let a = 0; a < size; a += 1)
      for (let b = 0; b < size; b += 1) shrink(a, b, at(a, k) + at(k, b));
  return table;
}

test('components are those of the transitive closure, in reverse topological order', () => {
  fc.assert(
    fc.property(edges, (pairs) => {
      const { component, count } = stronglyConnected(adjacencyOf(pairs));
      const table = distances(pairs);
      const reaches = (a: number, b: number) => a === b || Number.isFinite(table[a]?.[b]);
      for (let a = 0; a < size; a += 1)
        for (let b = 0; b < size; b += 1)
          expect(component[a] === component[b]).toBe(reaches(a, b) && reaches(b, a));
      for (const [a, b] of pairs)
        expect(component[a]).toBeGreaterThanOrEqual(valueAt(component, b));
      expect(new Set(component).size).toBe(count);
    }),
    { numRuns: 500 },
  );
});

test('the example of a component is a cycle, and none is shorter', () => {
  fc.assert(
    fc.property(edges, (pairs) => {
      const adjacency = adjacencyOf(pairs);
      const { component } = stronglyConnected(adjacency);
      const withoutLoops = pairs.filter(([a, b]) => a !== b);
      const table = distances(withoutLoops);
      for (const number of new Set(component)) {
        const members = [...component.keys()].filter((each) => component[each] === number);
        if (members.length < 2) continue;
        const cycle = shortestCycle(adjacency, component, members);
        expect(cycle.length).toBe(Math.min(...members.map((each) => table[each]?.[each] ?? 0)));
        expect(new Set(cycle).size).toBe(cycle.length);
        cycle.forEach((from, at) => {
          const to = cycle[(at + 1) % cycle.length];
          expect(withoutLoops.some(([a, b]) => a === from && b === to)).toBe(true);
        });
      }
    }),
    { numRuns: 500 },
  );
});

test('a chain longer than any stack of calls has no cycle, and closing it makes one', () => {
  const long = 200_000;
  const from = Array.from({ length: long - 1 }, (_, at) => at);
  const to = from.map((at) => at + 1);
  expect(stronglyConnected(buildAdjacency(long, from, to)).count).toBe(long);
  expect(stronglyConnected(buildAdjacency(long, [...from, long - 1], [...to, 0])).count).toBe(1);
});

test('rows are ascending, without repeats, and turn round', () => {
  const adjacency = buildAdjacency(3, [2, 0, 0, 2, 0], [1, 2, 1, 1, 2]);
  expect([...adjacency.offsets]).toEqual([0, 2, 2, 3]);
  expect([...adjacency.targets]).toEqual([1, 2, 1]);
  const turned = reverse(adjacency);
  expect([...turned.offsets]).toEqual([0, 0, 2, 3]);
  expect([...turned.targets]).toEqual([0, 2, 0]);
});
