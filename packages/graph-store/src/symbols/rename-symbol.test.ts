import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, edge, emptyGraph, external, file, symbol } from '../../test/facts.ts';
import { smallGraph } from '../../test/small-graph.ts';
import { graphTables, tableRows } from '../../test/table-rows.ts';
import type { Graph } from '../open-graph.ts';
import { deleteSymbol } from './delete-symbol.ts';
import { findSymbol } from './find-symbol.ts';
import { renameSymbol } from './rename-symbol.ts';

function rename(graph: Graph, fqn: string, to: string) {
  return renameSymbol({ ctx: { graph }, input: { fqn, to } });
}

function fqns(graph: Graph): readonly unknown[] {
  return graph.sqlite.prepare('select fqn from symbols order by fqn').pluck().all();
}

test('a rename in place keeps the row, its edges and all that is known about it', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  const before = tableRows(graph);
  const renamed = rename(graph, 'app#Old', 'app#New');
  expect(renamed).toMatchObject({ fqn: 'app#New', name: 'New', parent: null });
  expect(fqns(graph)).toEqual(['app#New', 'app#New.run', 'app#callee', 'app#caller']);
  expect(findSymbol(graph, 'app#New.run')).toMatchObject({ id: 2, name: 'run', parent: 'app#New' });
  const after = tableRows(graph);
  for (const table of graphTables.filter((name) => name !== 'symbols')) {
    expect(after[table], table).toEqual(before[table]);
  }
  expect(graph.sqlite.pragma('foreign_key_check')).toEqual([]);
  graph.close();
});

test('only what the symbol contains is renamed with it, deleted or not', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  graph.sqlite.exec(`
    insert into symbols (fqn, kind, name, file_id, parent_id, deleted_at) values
      ('app#Older', 'class', 'Older', 1, null, null),
      ('app#Old(+1)', 'class', 'Old', 1, null, null),
      ('app#Old.gone', 'method', 'gone', 1, 1, '2026-01-01'),
      ('lib#borrowed', 'method', 'borrowed', 1, 1, null)`);
  rename(graph, 'app#Old', 'app#New');
  expect(fqns(graph)).toEqual([
    'app#New',
    'app#New.gone',
    'app#New.run',
    'app#Old(+1)',
    'app#Older',
    'app#callee',
    'app#caller',
    'lib#borrowed',
  ]);
  graph.close();
});

test('a symbol may take a name that what it contains frees, and the other way round', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  rename(graph, 'app#Old.run', 'app#Old.run.run');
  rename(graph, 'app#Old.run.run', 'app#Old.run');
  rename(graph, 'app#Old', 'app#Old.run');
  expect(fqns(graph)).toEqual(['app#Old.run', 'app#Old.run.run', 'app#callee', 'app#caller']);
  rename(graph, 'app#Old.run', 'app#Old');
  expect(fqns(graph)).toEqual(['app#Old', 'app#Old.run', 'app#callee', 'app#caller']);
  expect(findSymbol(graph, 'app#Old.run')?.id).toBe(2);
  graph.close();
});

test('a stub of the new name is merged with its edges and its knowledge', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(
    graph,
    batch(
      [
        file('a.ts', [symbol('app/a.ts#old')], [edge('app/a.ts#old', 'app/a.ts#next')]),
        file(
          'b.ts',
          [symbol('app/b.ts#b'), symbol('app/b.ts#c')],
          [
            edge('app/b.ts#b', 'app/a.ts#next'),
            edge('app/b.ts#c', 'app/a.ts#next'),
            edge('app/b.ts#c', 'app/a.ts#old'),
          ],
        ),
      ],
      { externals: [external('app/a.ts#next')] },
    ),
  );
  const stub = findSymbol(graph, 'app/a.ts#next')?.id ?? 0;
  graph.sqlite.exec(`insert into summaries (target_id, summary) values (${stub}, 'Known.');
    insert into constraints (name, source_id) values ('holds', ${stub})`);
  const id = findSymbol(graph, 'app/a.ts#old')?.id;
  const ownEdge = graph.sqlite
    .prepare("select id from edges_by_fqn where from_fqn = 'app/b.ts#c' and to_fqn = ?")
    .pluck();
  const kept = ownEdge.get('app/a.ts#old');
  rename(graph, 'app/a.ts#old', 'app/a.ts#next');
  expect(findSymbol(graph, 'app/a.ts#next')).toMatchObject({ id, origin: 'project' });
  expect(
    graph.sqlite
      .prepare('select from_fqn, to_fqn from edges_by_fqn order by from_fqn, to_fqn')
      .raw()
      .all(),
  ).toEqual([
    ['app/a.ts#next', 'app/a.ts#next'],
    ['app/b.ts#b', 'app/a.ts#next'],
    ['app/b.ts#c', 'app/a.ts#next'],
  ]);
  // Of the two edges of `c`, the symbol's own stays.
  expect(ownEdge.get('app/a.ts#next')).toBe(kept);
  expect(graph.sqlite.prepare('select target_id from summaries').pluck().all()).toEqual([id]);
  expect(graph.sqlite.prepare('select source_id from constraints').pluck().all()).toEqual([id]);
  expect(graph.sqlite.pragma('foreign_key_check')).toEqual([]);
  graph.close();
});

test('a name that another symbol bears, deleted or not, is refused and nothing changes', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  graph.sqlite.exec(
    `insert into symbols (fqn, kind, name) values ('app#New.run', 'method', 'run')`,
  );
  deleteSymbol({ ctx: { graph }, input: { fqn: 'app#callee', mode: 'soft' } });
  const before = tableRows(graph);
  for (const [to, message] of [
    ['app#caller', 'Choose another name'],
    ['app#callee', 'mode=hard'],
    ['app#New', '"app#Old.run" cannot become "app#New.run"'],
    ['', 'cannot be the name of a symbol'],
    ['a\0b', 'cannot be the name of a symbol'],
  ] as const) {
    expect(() => rename(graph, 'app#Old', to), to).toThrow(message);
    expect(tableRows(graph)).toEqual(before);
  }
  deleteSymbol({ ctx: { graph }, input: { fqn: 'app#callee', mode: 'hard' } });
  expect(rename(graph, 'app#Old', 'app#callee').fqn).toBe('app#callee');
  graph.close();
});
