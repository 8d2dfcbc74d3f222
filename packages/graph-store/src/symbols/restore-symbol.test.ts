import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, edge, emptyGraph, file, symbol } from '../../test/facts.ts';
import { smallGraph } from '../../test/small-graph.ts';
import { tableRows } from '../../test/table-rows.ts';
import { getCallers } from '../traverse/get-callers.ts';
import { deleteSymbol } from './delete-symbol.ts';
import { findSymbol } from './find-symbol.ts';
import { restoreSymbol } from './restore-symbol.ts';

test('restore brings back exactly what a soft deletion took', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  const before = tableRows(graph);
  deleteSymbol({ ctx: { graph }, input: { fqn: 'app#Old', mode: 'soft' } });
  expect(tableRows(graph)).not.toEqual(before);
  const restored = restoreSymbol({ ctx: { graph }, input: { fqn: 'app#Old' } });
  expect(restored).toMatchObject({ fqn: 'app#Old', deleted_at: null });
  expect(tableRows(graph)).toEqual(before);
  restoreSymbol({ ctx: { graph }, input: { fqn: 'app#Old' } });
  expect(tableRows(graph)).toEqual(before);
  graph.close();
});

test('a member that was deleted earlier stays deleted', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  const at = (time: string) => ({ graph, now: () => new Date(time) });
  deleteSymbol({ ctx: at('2026-11-20'), input: { fqn: 'app#Old.run', mode: 'soft' } });
  deleteSymbol({ ctx: at('2026-11-21'), input: { fqn: 'app#Old', mode: 'soft' } });
  restoreSymbol({ ctx: { graph }, input: { fqn: 'app#Old' } });
  expect(findSymbol(graph, 'app#Old')?.deleted_at).toBeNull();
  expect(findSymbol(graph, 'app#Old.run')?.deleted_at).toBe('2026-11-20T00:00:00.000Z');
  graph.close();
});

test('a member cannot come back without what contains it', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  deleteSymbol({ ctx: { graph }, input: { fqn: 'app#Old', mode: 'soft' } });
  const before = tableRows(graph);
  expect(() => restoreSymbol({ ctx: { graph }, input: { fqn: 'app#Old.run' } })).toThrow(
    '"app#Old", which contains it, is deleted. Restore that first.',
  );
  expect(tableRows(graph)).toEqual(before);
  graph.close();
});

test('a file comes back with its row and with the callers of its symbols', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(
    graph,
    batch([
      file('a.ts', [symbol('app/a.ts#a')]),
      file('b.ts', [symbol('app/b.ts#b')], [edge('app/b.ts#b', 'app/a.ts#a')]),
    ]),
  );
  deleteSymbol({ ctx: { graph }, input: { fqn: 'app/a.ts', mode: 'soft' } });
  expect(graph.sqlite.prepare('select path from active_files').pluck().all()).toEqual(['b.ts']);
  restoreSymbol({ ctx: { graph }, input: { fqn: 'app/a.ts' } });
  expect(graph.sqlite.prepare('select path from active_files').pluck().all()).toEqual([
    'a.ts',
    'b.ts',
  ]);
  const { items } = getCallers({ ctx: { graph }, input: { fqn: 'app/a.ts#a' } });
  expect(items.map(({ symbol: { fqn } }) => fqn)).toEqual(['app/b.ts#b']);
  graph.close();
});
