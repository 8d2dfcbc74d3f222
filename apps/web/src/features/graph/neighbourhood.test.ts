import { relationSchema } from '@clew/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layeredLayout } from './layered-layout.ts';
import {
  distancesFrom,
  filterNeighbourhood,
  type GraphEdge,
  type GraphNode,
  joinAnswers,
  shortestPath,
} from './neighbourhood.ts';

function node(fqn: string, layer: string | null = null): GraphNode {
  return {
    fqn,
    kind: 'function',
    name: fqn,
    origin: 'project',
    file: null,
    start_line: null,
    depth: 0,
    layer,
  };
}

function edge(from: string, to: string, relation: GraphEdge['relation'] = 'calls'): GraphEdge {
  return { from, to, relation, file: null, line: 0, resolution: 'exact', sites: 1 };
}

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const;
const name = fc.constantFrom(...names);
const world = fc
  .record({
    layers: fc.array(fc.constantFrom('web', 'data', null), { minLength: 7, maxLength: 7 }),
    edges: fc.array(
      fc.tuple(name, name, fc.constantFrom(...relationSchema.options)).map((all) => edge(...all)),
      { maxLength: 20 },
    ),
  })
  .map(({ layers, edges }) =>
    joinAnswers([{ nodes: names.map((each, at) => node(each, layers[at] ?? null)), edges }]),
  );

test('answers that overlap tell of each node and each edge once', () => {
  const one = { nodes: [node('a'), node('b')], edges: [edge('a', 'b')] };
  const two = { nodes: [node('b'), node('c')], edges: [edge('b', 'c'), edge('a', 'b')] };
  const whole = joinAnswers([one, two]);
  expect(whole.nodes.map(({ fqn }) => fqn)).toEqual(['a', 'b', 'c']);
  expect(whole.edges).toHaveLength(2);
});

test('a filtered neighbourhood is closed, joined to its start, and holds only what was asked for', () => {
  const filter = fc.record({
    relations: fc.option(fc.subarray([...relationSchema.options]), { nil: null }),
    layer: fc.constantFrom('web', 'data', null),
  });
  fc.assert(
    fc.property(world, filter, (whole, { relations, layer }) => {
      const left = filterNeighbourhood(whole, { start: 'a', relations, layer });
      const fqns = new Set(left.nodes.map(({ fqn }) => fqn));
      expect(fqns.has('a')).toBe(true);
      for (const { from, to, relation } of left.edges) {
        expect(fqns.has(from) && fqns.has(to)).toBe(true);
        expect(relations === null || relations.includes(relation)).toBe(true);
      }
      for (const each of left.nodes) {
        expect(each.fqn === 'a' || layer === null || each.layer === layer).toBe(true);
      }
      expect(new Set(distancesFrom('a', left.edges).keys())).toEqual(fqns);
    }),
  );
});

test('a path is as long as the distance, leads from one end to the other, and is there if any is', () => {
  fc.assert(
    fc.property(world, name, ({ edges }, to) => {
      const path = shortestPath('a', to, edges);
      const distance = distancesFrom('a', edges).get(to);
      expect(path?.length).toBe(distance);
      let here = 'a';
      for (const step of path ?? []) {
        expect([step.from, step.to]).toContain(here);
        here = step.from === here ? step.to : step.from;
      }
      expect(path === null || here === to).toBe(true);
    }),
  );
});

test('every node has a place of its own, and the same neighbourhood is drawn the same', () => {
  fc.assert(
    fc.property(world, (whole) => {
      const joined = filterNeighbourhood(whole, { start: 'a', relations: null, layer: null });
      const points = layeredLayout('a', joined);
      const places = [...points.values()].map(({ x, y }) => `${x} ${y}`);
      expect(points.size).toBe(joined.nodes.length);
      expect(new Set(places).size).toBe(places.length);
      expect([...layeredLayout('a', joined)]).toEqual([...points]);
    }),
  );
});

test('what uses the start stands left of it, what it uses right', () => {
  const whole = joinAnswers([
    {
      nodes: ['start', 'user', 'used', 'far'].map((each) => node(each)),
      edges: [edge('user', 'start'), edge('start', 'used'), edge('used', 'far')],
    },
  ]);
  const points = layeredLayout('start', whole);
  const x = (fqn: string) => points.get(fqn)?.x ?? Number.NaN;
  expect(x('user')).toBeLessThan(x('start'));
  expect(x('start')).toBeLessThan(x('used'));
  expect(x('used')).toBeLessThan(x('far'));
});

test('a long column is folded, and still nothing lies on anything else', () => {
  const users = Array.from({ length: 130 }, (_, index) => `user${index}`);
  const whole = joinAnswers([
    {
      nodes: ['start', ...users].map((each) => node(each)),
      edges: users.map((user) => edge(user, 'start')),
    },
  ]);
  const points = [...layeredLayout('start', whole).values()];
  expect(new Set(points.map(({ x }) => x)).size).toBe(6);
  expect(new Set(points.map(({ x, y }) => `${x} ${y}`)).size).toBe(131);
});

test('many symbols make no strip', () => {
  const far = Array.from({ length: 600 }, (_, index) => `far${index}`);
  const whole = joinAnswers([
    {
      nodes: ['start', 'near', ...far].map((each) => node(each)),
      edges: [edge('start', 'near'), ...far.map((each) => edge('near', each))],
    },
  ]);
  const points = [...layeredLayout('start', whole).values()];
  const span = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
  const shape = span(points.map(({ x }) => x)) / span(points.map(({ y }) => y));
  expect(shape).toBeGreaterThan(0.6);
  expect(shape).toBeLessThan(1.7);
});
