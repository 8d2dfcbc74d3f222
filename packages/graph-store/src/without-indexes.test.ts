import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { count, smallGraph } from '../test/small-graph.ts';
import { verifyGraph } from './migrate/verify-graph.ts';
import type { Graph } from './open-graph.ts';
import { withoutIndexes } from './without-indexes.ts';

const names = ['idx_edges_to', 'idx_edges_file'];

function indexesOfEdges(graph: Graph): readonly unknown[] {
  return graph
    .prepare(`select name, sql from sqlite_schema where type = 'index' and tbl_name = 'edges'`)
    .all();
}

test('the indexes are gone during the work and the same afterwards', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  const before = new Set(indexesOfEdges(graph));
  const answer = graph.transaction(() =>
    withoutIndexes(graph, names, () => {
      expect(indexesOfEdges(graph).length).toBe(before.size - 2);
      graph.sqlite.exec('insert into edges (from_id, to_id, relation) values (1, 4, 1)');
      return 'done';
    }),
  );
  expect(answer).toBe('done');
  expect(new Set(indexesOfEdges(graph))).toEqual(before);
  expect(count(graph, 'edges')).toBe(4);
  graph.close();
  expect(verifyGraph(graph.path).problems).toEqual([]);
});

test('an error brings them back with everything else', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  const before = indexesOfEdges(graph);
  expect(() =>
    graph.transaction(() =>
      withoutIndexes(graph, names, () => {
        graph.sqlite.exec('delete from edges');
        throw new Error('no');
      }),
    ),
  ).toThrow('no');
  expect(indexesOfEdges(graph)).toEqual(before);
  expect(count(graph, 'edges')).toBe(3);
  graph.close();
});

test('it refuses to work outside of a transaction, and names that are no index', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  expect(() => withoutIndexes(graph, names, () => null)).toThrow('transaction');
  expect(() => graph.transaction(() => withoutIndexes(graph, ['edges'], () => null))).toThrow(
    'no index edges',
  );
  expect(indexesOfEdges(graph).length).toBe(3);
  graph.close();
});
