import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, emptyGraph, file } from '../../test/facts.ts';
import { listRevisions } from '../revisions/list-revisions.ts';
import { listFiles } from './list-files.ts';

test('files are listed by path, in pages, and found by a part of it', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const paths = ['b/y.ts', 'a/x_1.ts', 'a/x11.ts', 'gone.ts', 'c%.ts'];
  apply(graph, batch(paths.map((path) => file(path))));
  apply(graph, batch([], { removed_files: ['gone.ts'] }));
  const list = (input: Parameters<typeof listFiles>[0]['input']) => {
    const { items, next_cursor } = listFiles({ ctx: { graph }, input });
    return { paths: items.map(({ path }) => path), next_cursor };
  };
  expect(list({}).paths).toEqual(['a/x11.ts', 'a/x_1.ts', 'b/y.ts', 'c%.ts']);
  expect(list({ q: 'x_' }).paths).toEqual(['a/x_1.ts']);
  expect(list({ q: '%' }).paths).toEqual(['c%.ts']);
  const first = list({ limit: 3 });
  expect(first.paths.length).toBe(3);
  expect(list({ limit: 3, cursor: first.next_cursor ?? '' })).toEqual({
    paths: ['c%.ts'],
    next_cursor: null,
  });
  expect(listFiles({ ctx: { graph }, input: { q: 'y.ts' } }).items).toEqual([
    { path: 'b/y.ts', language: 'typescript', content_hash: 'hash of b/y.ts' },
  ]);
  expect(() => list({ cursor: 'WzFd' })).toThrow('The cursor is not one');
  graph.close();
});

test('revisions are listed newest first, in pages', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  for (const path of ['a.ts', 'b.ts', 'c.ts']) apply(graph, batch([file(path)]));
  const first = listRevisions({ ctx: { graph }, input: { limit: 2 } });
  expect(first.items.map(({ id }) => id)).toEqual([3, 2]);
  const rest = listRevisions({
    ctx: { graph },
    input: { limit: 2, cursor: first.next_cursor ?? '' },
  });
  expect(rest.items.map(({ id }) => id)).toEqual([1]);
  expect(rest.next_cursor).toBeNull();
  graph.close();
});
