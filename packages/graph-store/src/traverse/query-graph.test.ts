import { architectureSchema, type Relation, relationSchema } from '@clew/contracts';
import { tempDir } from '@clew/testing/temp-dir';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apply, batch, edge, emptyGraph, external, file, site, symbol } from '../../test/facts.ts';
import { recordArchitecture } from '../architecture/record-architecture.ts';
import type { Graph } from '../open-graph.ts';
import { relationCode } from '../schema/edge-code.ts';
import { deleteSymbol } from '../symbols/delete-symbol.ts';
import { queryGraph } from './query-graph.ts';

type Input = Parameters<typeof queryGraph>[0]['input'];

function ask(graph: Graph, start: readonly string[], input: Partial<Input> = {}) {
  const answer = queryGraph({ ctx: { graph }, input: { start, ...input } });
  return {
    nodes: answer.nodes.map(({ fqn, depth }) => `${depth} ${fqn}`),
    edges: answer.edges.map(
      ({ from, relation, to, sites }) => `${from} ${relation} ${to} ${sites}`,
    ),
    answer,
  };
}

function shop(graph: Graph): void {
  apply(
    graph,
    batch(
      [
        file(
          'src/a.ts',
          [symbol('a'), symbol('b'), symbol('C', { kind: 'class' })],
          [
            edge('a', 'b', 'calls', { line: 7 }),
            edge('a', 'b', 'calls', { line: 3 }),
            edge('a', 'C', 'references'),
            edge('b', 'd'),
            edge('C', 'lib#x'),
          ],
        ),
        file(
          'lib/d.ts',
          [symbol('d'), symbol('e')],
          [edge('d', 'e'), edge('e', 'a'), edge('d', 'd')],
          [site('b', 'x')],
        ),
      ].map((each) => ({ ...each, unresolved: [] })),
      { externals: [external('lib#x')], scope: 'full' },
    ),
  );
}

test('each node names its layer, where it is in one', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  shop(graph);
  const layersOf = () =>
    ask(graph, ['a']).answer.nodes.map(({ fqn, layer }) => `${fqn} ${layer ?? '-'}`);
  expect(layersOf()).toEqual(['a -', 'C -', 'b -', 'd -', 'lib#x -', 'e -']);
  const architecture = architectureSchema.parse({ layers: { shop: { files: 'src/**' } } });
  recordArchitecture({ ctx: { graph }, input: { architecture } });
  expect(layersOf()).toEqual(['a shop', 'C shop', 'b shop', 'd -', 'lib#x -', 'e -']);
  graph.close();
});

test('nodes are told level by level, with every edge between them and no other', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  shop(graph);
  expect(ask(graph, ['a'], { depth: 1 })).toMatchObject({
    nodes: ['0 a', '1 C', '1 b'],
    edges: ['a references C 1', 'a calls b 2'],
    answer: { truncated: false, completeness: { level: 'exact' } },
  });
  expect(ask(graph, ['a'], { depth: 1 }).answer.edges[1]).toMatchObject({
    file: 'src/a.ts',
    line: 3,
  });
  expect(ask(graph, ['a'], { relations: ['calls'] })).toMatchObject({
    nodes: ['0 a', '1 b', '2 d', '3 e'],
    edges: ['a calls b 2', 'b calls d 1', 'd calls d 1', 'd calls e 1', 'e calls a 1'],
  });
  expect(ask(graph, ['d'], { direction: 'incoming', depth: 2 }).nodes).toEqual([
    '0 d',
    '1 b',
    '2 a',
  ]);
  expect(ask(graph, ['d', 'C'], { direction: 'both', depth: 1 }).nodes).toEqual([
    '0 C',
    '0 d',
    '1 a',
    '1 b',
    '1 e',
    '1 lib#x',
  ]);
  expect(ask(graph, ['a', 'a'], { depth: 0 })).toMatchObject({ nodes: ['0 a'], edges: [] });
  expect(() => ask(graph, ['nobody'])).toThrow('There is no symbol "nobody"');
  graph.close();
});

test('filters stop the way, and a limit keeps the nearest', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  shop(graph);
  expect(ask(graph, ['a'], { filters: { kinds: ['function'] } }).nodes).toEqual([
    '0 a',
    '1 b',
    '2 d',
    '3 e',
  ]);
  expect(ask(graph, ['a'], { filters: { file_prefix: 'src/' } }).nodes).toEqual([
    '0 a',
    '1 C',
    '1 b',
  ]);
  expect(ask(graph, ['C'], { filters: { origins: ['project'] } }).nodes).toEqual(['0 C']);
  expect(ask(graph, ['C'], { filters: { file_prefix: 'lib/' } }).nodes).toEqual(['0 C']);
  expect(ask(graph, ['a'], { limit: 2 })).toMatchObject({
    nodes: ['0 a', '1 C'],
    edges: ['a references C 1'],
    answer: { truncated: true },
  });
  expect(ask(graph, ['a'], { limit: 6 }).answer.truncated).toBe(false);
  deleteSymbol({ ctx: { graph }, input: { fqn: 'b', mode: 'soft' } });
  expect(ask(graph, ['a'], { depth: 9 }).nodes).toEqual(['0 a', '1 C', '2 lib#x']);
  graph.close();
});

test('sites that could add to the answer are told, for the directions that were asked', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(
    graph,
    batch([
      file(
        'a.ts',
        [symbol('a'), symbol('b'), symbol('c')],
        [edge('a', 'b')],
        [site('b', 'unknown', { line: 4 }), site('c', 'a', { line: 9 })],
      ),
    ]),
  );
  const lines = (direction: Input['direction'], depth: number) =>
    ask(graph, ['a'], { direction, depth }).answer.completeness.blocking_sites.map(
      ({ line }) => line,
    );
  expect(lines('outgoing', 1)).toEqual([]);
  expect(lines('outgoing', 2)).toEqual([4]);
  expect(lines('incoming', 2)).toEqual([9]);
  expect(lines('both', 2)).toEqual([4, 9]);
  graph.close();
});

test('a part of a random graph is what a naive walk finds, and closed', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const size = 8;
  const node = fc.integer({ min: 1, max: size });
  const world = fc.record({
    edges: fc.array(
      fc.tuple(node, node, fc.constantFrom<Relation>('calls', 'references', 'contains')),
      {
        maxLength: 18,
      },
    ),
    start: fc.array(node, { minLength: 1, maxLength: 2 }),
    depth: fc.integer({ min: 0, max: 5 }),
    direction: fc.constantFrom('outgoing', 'incoming', 'both'),
    relations: fc.constantFrom<readonly Relation[]>(
      ['calls'],
      ['calls', 'references'],
      relationSchema.options,
    ),
    limit: fc.integer({ min: 1, max: size }),
  });
  fc.assert(
    fc.property(world, ({ edges, start, depth, direction, relations, limit }) => {
      graph.sqlite.exec('delete from symbols');
      for (let id = 1; id <= size; id += 1)
        graph
          .prepare('insert into symbols (id, fqn, kind, name) values (?, ?, ?, ?)')
          .run(id, `s${id}`, 'class', `s${id}`);
      for (const [from, to, relation] of edges)
        graph
          .prepare('insert or ignore into edges (from_id, to_id, relation) values (?, ?, ?)')
          .run(from, to, relationCode(relation));
      const usable = edges.filter(([, , relation]) => relations.includes(relation));
      const depths = new Map(start.map((id) => [id, 0]));
      for (let level = 1; level <= depth; level += 1) {
        for (const [from, to] of usable) {
          if (direction !== 'incoming' && depths.get(from) === level - 1 && !depths.has(to))
            depths.set(to, level);
          if (direction !== 'outgoing' && depths.get(to) === level - 1 && !depths.has(from))
            depths.set(from, level);
        }
      }
      const input = { start: start.map((id) => `s${id}`), depth, direction, relations };
      const whole = queryGraph({ ctx: { graph }, input });
      expect(new Map(whole.nodes.map((each) => [Number(each.fqn.slice(1)), each.depth]))).toEqual(
        depths,
      );
      expect(
        new Set(whole.edges.map(({ from, to, relation }) => `${from} ${relation} ${to}`)),
      ).toEqual(
        new Set(
          usable
            .filter(([from, to]) => depths.has(from) && depths.has(to))
            .map(([from, to, relation]) => `s${from} ${relation} s${to}`),
        ),
      );
      const part = queryGraph({ ctx: { graph }, input: { ...input, limit } });
      expect(part.nodes).toEqual(whole.nodes.slice(0, limit));
      expect(part.truncated).toBe(whole.nodes.length > limit);
      const told = new Set(part.nodes.map(({ fqn }) => fqn));
      for (const { from, to } of part.edges)
        expect([told.has(from), told.has(to)]).toEqual([true, true]);
    }),
    { numRuns: 200 },
  );
  graph.close();
});
