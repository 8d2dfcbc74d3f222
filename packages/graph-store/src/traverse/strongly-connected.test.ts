import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortestCycle, stronglyConnected } from './strongly-connected.ts';

type Edges = readonly (readonly [number, number])[];

function adjacency(edges: Edges): Map<number, number[]> {
  const targets = new Map<number, number[]>();
  for (const [from, to] of edges) targets.set(from, [...(targets.get(from) ?? []), to]);
  return targets;
}

/** Two nodes are in one component when each reaches the other; by the definition, node by node. */
function naive(targets: ReadonlyMap<number, readonly number[]>, count: number): number[][] {
  const reach = Array.from({ length: count }, (_, start) => {
    const seen = new Set<number>();
    const open = [...(targets.get(start) ?? [])];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      open.push(...(targets.get(at) ?? []));
    }
    return seen;
  });
  const components = new Map<string, number[]>();
  for (let node = 0; node < count; node += 1) {
    if (!reach[node]?.has(node)) continue;
    const members = reach.flatMap((seen, other) =>
      seen.has(node) && reach[node]?.has(other) ? [other] : [],
    );
    components.set(members.join(), members);
  }
  return [...components.values()].sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

const graphs = fc
  .integer({ min: 1, max: 12 })
  .chain((count) =>
    fc.tuple(
      fc.constant(count),
      fc.array(fc.tuple(fc.nat({ max: count - 1 }), fc.nat({ max: count - 1 })), { maxLength: 30 }),
    ),
  );

test('components are those of the definition', () => {
  fc.assert(
    fc.property(graphs, ([count, edges]) => {
      const targets = adjacency(edges);
      expect(stronglyConnected(targets)).toEqual(naive(targets, count));
    }),
  );
});

test('a cycle is a way of edges back to its start, and none is shorter', () => {
  fc.assert(
    fc.property(graphs, ([, edges]) => {
      const targets = adjacency(edges);
      for (const component of stronglyConnected(targets)) {
        const start = component[0] ?? 0;
        const cycle = shortestCycle(start, targets, new Set(component)) ?? [];
        expect([cycle[0], cycle.at(-1)]).toEqual([start, start]);
        for (const [index, node] of cycle.slice(0, -1).entries()) {
          expect(targets.get(node)).toContain(cycle[index + 1]);
        }
        expect(cycle.length - 1).toBe(shortestLength(start, targets));
      }
    }),
  );
});

function shortestLength(start: number, targets: ReadonlyMap<number, readonly number[]>): number {
  let frontier = new Set(targets.get(start) ?? []);
  for (let length = 1; ; length += 1) {
    if (frontier.has(start)) return length;
    frontier = new Set([...frontier].flatMap((node) => targets.get(node) ?? []));
  }
}

test('a chain of a hundred thousand nodes does not exhaust the stack', () => {
  const count = 100_000;
  const ring = new Map(Array.from({ length: count }, (_, node) => [node, [(node + 1) % count]]));
  expect(stronglyConnected(ring)).toHaveLength(1);
});
