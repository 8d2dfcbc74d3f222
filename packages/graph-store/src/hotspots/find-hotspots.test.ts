import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, edge, emptyGraph, file, symbol } from '../../test/facts.ts';
import type { Graph } from '../open-graph.ts';
import { findHotspots } from './find-hotspots.ts';

function indexed(graph: Graph, bodies: Readonly<Record<string, string>> = {}): void {
  const of = (name: string) => symbol(name, { body_hash: bodies[name] ?? 'first' });
  apply(
    graph,
    batch([
      file(
        'a.ts',
        [of('low'), of('util')],
        [edge('low', 'util', 'calls', { line: 4 }), edge('low', 'util', 'references')],
      ),
      file('b.ts', [of('mid')], [edge('mid', 'low'), edge('mid', 'util')]),
      file(
        'c.ts',
        [of('top'), of('idle')],
        [edge('top', 'mid'), edge('top', 'top'), edge('app/c.ts', 'top')],
      ),
    ]),
  );
}

function spots(graph: Graph, input: Parameters<typeof findHotspots>[0]['input'] = {}) {
  const answer = findHotspots({ ctx: { graph }, input });
  const told = answer.items.map(({ name, fan_in, fan_out, dependants, changes, score }) => [
    name,
    fan_in,
    fan_out,
    dependants,
    changes,
    score,
  ]);
  return { told, answer };
}

const score = (changes: number, flow: number, dependants: number) =>
  Number(((1 + changes) * Math.log2(2 + flow) * Math.log2(2 + dependants)).toFixed(2));

test('symbols are counted and put in the asked order', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  indexed(graph);
  expect(spots(graph).told).toEqual([
    ['mid', 1, 2, 2, 0, score(0, 2, 2)],
    ['low', 1, 1, 3, 0, score(0, 1, 3)],
    ['util', 2, 0, 4, 0, score(0, 0, 4)],
    ['top', 1, 1, 1, 0, score(0, 1, 1)],
    ['app/c.ts', 0, 1, 0, 0, score(0, 0, 0)],
  ]);
  const names = (order: 'fan_in' | 'fan_out' | 'dependants') =>
    spots(graph, { order }).told.map(([name]) => name);
  expect(names('fan_in')).toEqual(['util', 'low', 'mid', 'top', 'app/c.ts']);
  expect(names('fan_out')).toEqual(['mid', 'app/c.ts', 'low', 'top', 'util']);
  expect(names('dependants')).toEqual(['util', 'low', 'mid', 'top', 'app/c.ts']);
  expect(spots(graph, { limit: 1 }).answer).toMatchObject({
    items: [{ name: 'mid', kind: 'function', file: 'b.ts', line: 1 }],
    total: 5,
    truncated: true,
  });
  graph.close();
});

test('what changed in later index runs comes first, as far as changes are known', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  indexed(graph);
  expect(spots(graph).answer.changes_since).toBe(1);
  indexed(graph, { top: 'second' });
  indexed(graph, { top: 'third', util: 'second' });
  const { told, answer } = spots(graph, { order: 'changes' });
  expect(told.slice(0, 2)).toEqual([
    ['top', 1, 1, 1, 2, score(2, 1, 1)],
    ['util', 2, 0, 4, 1, score(1, 0, 4)],
  ]);
  expect(answer.changes_since).toBe(1);
  graph.close();
});

test('files use each other through their symbols', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  indexed(graph);
  const { told, answer } = spots(graph, { level: 'file', order: 'dependants' });
  expect(told).toEqual([
    ['a.ts', 1, 0, 2, 0, score(0, 0, 2)],
    ['b.ts', 1, 1, 1, 0, score(0, 1, 1)],
    ['c.ts', 0, 1, 0, 0, score(0, 0, 0)],
  ]);
  expect(answer.items[0]).toMatchObject({ kind: 'file', file: 'a.ts', line: null });
  graph.close();
});
