import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { apply, batch, edge, emptyGraph, external, file, symbol } from '../../test/facts.ts';
import { changes, firstBatch } from '../../test/first-batch.ts';
import { count } from '../../test/small-graph.ts';
import { tableRows } from '../../test/table-rows.ts';
import { checkIntegrity } from '../integrity/check-integrity.ts';
import { verifyGraph } from '../migrate/verify-graph.ts';
import type { Graph } from '../open-graph.ts';
import { listRevisions } from '../revisions/list-revisions.ts';
import { deleteSymbol } from '../symbols/delete-symbol.ts';
import { findSymbol } from '../symbols/find-symbol.ts';
import { getCallees } from '../traverse/get-callees.ts';

function edges(graph: Graph, table = 'edges'): readonly unknown[] {
  return graph.sqlite
    .prepare(`
      select f.fqn || ' ' || t.fqn from ${table} e
      join symbols f on f.id = e.from_id join symbols t on t.id = e.to_id order by 1`)
    .pluck()
    .all();
}

function idOf(graph: Graph, fqn: string): number | undefined {
  return findSymbol(graph, fqn)?.id;
}

test('a first run stores everything it tells', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const revision = apply(
    graph,
    firstBatch({ commit: 'abc', failures: [{ path: 'c.ts', message: 'broken', line: 4 }] }),
    '2026-11-21T10:00:00Z',
  );
  expect(revision).toMatchObject({
    id: 1,
    scope: 'full',
    commit: 'abc',
    started_at: '2026-11-21T10:00:00.000Z',
    failures: [{ path: 'c.ts', message: 'broken', line: 4 }],
    counts: {
      files: 2,
      files_removed: 0,
      files_failed: 1,
      symbols_added: 5,
      symbols_updated: 0,
      symbols_removed: 0,
      symbols_restored: 0,
      externals: 1,
      edges: 2,
      unresolved: 1,
    },
  });
  expect(listRevisions({ ctx: { graph }, input: {} }).items).toEqual([revision]);
  expect(edges(graph)).toEqual(['app/a.ts#a app/b.ts#b', 'app/a.ts#a lib#use']);
  expect(findSymbol(graph, 'lib#use')).toMatchObject({ origin: 'external', file: null });
  expect(findSymbol(graph, 'app/b.ts#c')).toMatchObject({ parent: 'app/b.ts', file: 'b.ts' });
  graph.close();
  expect(verifyGraph(graph.path).problems).toEqual([]);
});

test('the same batch again changes no row, and only the list of revisions', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(graph, firstBatch());
  const before = tableRows(graph);
  const again = apply(graph, firstBatch());
  expect(tableRows(graph)).toEqual(before);
  expect(again.id).toBe(2);
  expect(again.counts).toMatchObject({ symbols_added: 0, symbols_updated: 0, edges: 2 });
  expect(changes(graph)).toEqual([
    [1, 'insert', 'revision'],
    [2, 'insert', 'revision'],
  ]);
  graph.close();
});

test('the first index records its end only, and later ones each change', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(graph, firstBatch());
  expect(changes(graph)).toEqual([[1, 'insert', 'revision']]);
  apply(
    graph,
    batch([
      file(
        'b.ts',
        [symbol('app/b.ts#b', { signature: 'b(): void' })],
        [edge('app/b.ts#b', 'app/a.ts#a')],
      ),
    ]),
  );
  expect(changes(graph).slice(1)).toEqual([
    [2, 'update', 'symbol'],
    [2, 'update', 'symbol'],
    [2, 'insert', 'edge'],
    [2, 'insert', 'revision'],
  ]);
  deleteSymbol({ ctx: { graph }, input: { fqn: 'app/b.ts#b', mode: 'hard' } });
  expect(changes(graph).slice(5)).toEqual(expect.arrayContaining([[2, 'delete', 'edge']]));
  graph.close();
});

test('a symbol keeps its id while its fqn lives, and what it says is updated', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(graph, firstBatch());
  const id = idOf(graph, 'app/b.ts#b');
  graph.sqlite.exec(`insert into summaries (target_id, summary) values (${id}, 'Known.')`);
  const { counts } = apply(
    graph,
    batch([
      file('b.ts', [
        symbol('app/b.ts#b', { kind: 'variable', start_line: 7, annotations: ['@x'] }),
        symbol('app/b.ts#c'),
      ]),
    ]),
  );
  expect(counts).toMatchObject({ symbols_updated: 1, symbols_added: 0, symbols_removed: 0 });
  expect(findSymbol(graph, 'app/b.ts#b')).toMatchObject({
    id,
    kind: 'variable',
    start_line: 7,
    annotations: '["@x"]',
  });
  expect(count(graph, 'summaries')).toBe(1);
  graph.close();
});

test('a symbol that vanished is soft-deleted, its callers become broken references, and it comes back', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(graph, firstBatch());
  const id = idOf(graph, 'app/b.ts#b');
  graph.sqlite.exec(`insert into constraints (name, source_id) values ('holds', ${id})`);

  const gone = apply(graph, batch([file('b.ts', [symbol('app/b.ts#c')])]), '2026-11-21T11:00:00Z');
  expect(gone.counts.symbols_removed).toBe(1);
  expect(findSymbol(graph, 'app/b.ts#b')).toMatchObject({
    id,
    deleted_at: '2026-11-21T11:00:00.000Z',
  });
  expect(edges(graph)).toContain('app/a.ts#a app/b.ts#b');
  expect(edges(graph, 'active_edges')).toEqual(['app/a.ts#a lib#use']);
  const report = checkIntegrity({ ctx: { graph } });
  expect(report).toMatchObject({ ok: true, orphans_total: 0, broken_references: 1 });
  const callees = getCallees({ ctx: { graph }, input: { fqn: 'app/a.ts#a' } });
  expect(callees.items.map((each) => each.symbol.fqn)).toEqual(['lib#use']);

  const back = apply(graph, batch([file('b.ts', [symbol('app/b.ts#b'), symbol('app/b.ts#c')])]));
  expect(back.counts).toMatchObject({ symbols_restored: 1, symbols_added: 0 });
  expect(findSymbol(graph, 'app/b.ts#b')).toMatchObject({ id, deleted_at: null });
  expect(checkIntegrity({ ctx: { graph } }).broken_references).toBe(0);
  expect(count(graph, 'constraints')).toBe(1);
  graph.close();
});

test('a removed file loses its edges and sites; what others say of it stays', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(graph, firstBatch());
  const other = batch([file('z.ts', [symbol('app/z.ts#z')], [edge('app/z.ts#z', 'app/a.ts#a')])]);
  apply(graph, other);
  const { counts } = apply(graph, batch([], { removed_files: ['a.ts', 'never-there.ts'] }));
  expect(counts).toMatchObject({ files_removed: 1, symbols_removed: 2 });
  expect(edges(graph)).toEqual(['app/z.ts#z app/a.ts#a']);
  expect(count(graph, 'unresolved_references')).toBe(0);
  expect(count(graph, 'active_files')).toBe(2);
  expect(checkIntegrity({ ctx: { graph } }).broken_references).toBe(1);
  graph.close();
});

test('a full run removes the files that it does not name, but not those that failed', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(graph, firstBatch());
  const before = tableRows(graph);
  const failures = [{ path: 'a.ts', message: 'unexpected token', line: 1 }];
  const b = firstBatch().files[1];
  if (b === undefined) throw new Error('There is no second file');
  const kept = apply(graph, batch([b], { scope: 'full', failures }));
  expect(kept.counts).toMatchObject({ files_failed: 1, files_removed: 0 });
  expect(tableRows(graph)).toEqual(before);
  const gone = apply(graph, batch([b], { scope: 'full' }));
  expect(gone.counts).toMatchObject({ files_removed: 1, symbols_removed: 2 });
  expect(graph.sqlite.prepare('select path from active_files').pluck().all()).toEqual(['b.ts']);
  graph.close();
});

test('a target that nobody defines becomes an unresolved stub, which an index promotes', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(graph, batch([file('a.ts', [symbol('app/a.ts#a')], [edge('app/a.ts#a', 'app/b.ts#b')])]));
  const stub = findSymbol(graph, 'app/b.ts#b');
  expect(stub).toMatchObject({ origin: 'unresolved', kind: 'unknown', name: 'b' });
  apply(graph, batch([], { externals: [external('app/b.ts#b')] }));
  expect(findSymbol(graph, 'app/b.ts#b')).toMatchObject({ id: stub?.id, origin: 'external' });
  const { counts } = apply(graph, batch([file('b.ts', [symbol('app/b.ts#b')])]));
  expect(counts.symbols_added).toBe(2);
  expect(findSymbol(graph, 'app/b.ts#b')).toMatchObject({
    id: stub?.id,
    origin: 'project',
    kind: 'function',
    file: 'b.ts',
  });
  expect(edges(graph)).toEqual(['app/a.ts#a app/b.ts#b']);
  graph.close();
});

test('a stub that nothing points at any more is collected, unless people wrote about it', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const calls = (...targets: string[]) =>
    batch([
      file(
        'a.ts',
        [symbol('app/a.ts#a')],
        targets.map((to) => edge('app/a.ts#a', to)),
      ),
    ]);
  apply(graph, calls('lib#one', 'lib#two', 'lib#three'));
  const id = idOf(graph, 'lib#two');
  graph.sqlite.exec(`insert into summaries (target_id, summary) values (${id}, 'Known.')`);
  apply(graph, calls('lib#three'));
  expect(idOf(graph, 'lib#one')).toBeUndefined();
  expect(idOf(graph, 'lib#two')).toBe(id);
  expect(idOf(graph, 'lib#three')).toBeDefined();
  graph.close();
});

test('a full run collects a stub that an earlier deletion left alone', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(graph, firstBatch());
  deleteSymbol({ ctx: { graph }, input: { fqn: 'app/a.ts', mode: 'hard' } });
  expect(idOf(graph, 'lib#use')).toBeDefined();
  apply(graph, batch([file('b.ts', [symbol('app/b.ts#b')])], { scope: 'full' }));
  expect(idOf(graph, 'lib#use')).toBeUndefined();
  graph.close();
});

test('a symbol that moves to another file in one batch is neither removed nor restored', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(graph, firstBatch());
  const id = idOf(graph, 'app/b.ts#c');
  for (const files of [
    [file('b.ts', [symbol('app/b.ts#b')]), file('d.ts', [symbol('app/b.ts#c')])],
    [file('d.ts'), file('b.ts', [symbol('app/b.ts#b'), symbol('app/b.ts#c')])],
  ]) {
    const { counts } = apply(graph, batch(files));
    expect(counts).toMatchObject({ symbols_removed: 0, symbols_restored: 0, symbols_updated: 1 });
    expect(findSymbol(graph, 'app/b.ts#c')).toMatchObject({ id, deleted_at: null });
  }
  graph.close();
});

test('a name that leaves the project and is a library name now becomes a stub', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(graph, firstBatch());
  const id = idOf(graph, 'app/b.ts#b');
  const a = firstBatch().files[0];
  if (a === undefined) throw new Error('There is no first file');
  apply(
    graph,
    batch([a], { scope: 'full', externals: [external('lib#use'), external('app/b.ts#b')] }),
  );
  expect(findSymbol(graph, 'app/b.ts#b')).toMatchObject({ id, origin: 'external', file: null });
  expect(edges(graph, 'active_edges')).toEqual(['app/a.ts#a app/b.ts#b', 'app/a.ts#a lib#use']);
  graph.close();
});

test('packages that a full run no longer names go, from the inside out', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const packages = [
    symbol('root', { kind: 'package' }),
    symbol('root/inner', { kind: 'package', parent: 'root' }),
    symbol('root/inner/leaf', { kind: 'module', parent: 'root/inner' }),
    symbol('kept', { kind: 'package' }),
  ];
  const inKept = { ...file('k.ts'), edges: [edge('kept', 'app/k.ts', 'contains', { line: 0 })] };
  apply(graph, batch([inKept], { scope: 'full', packages }));
  apply(graph, batch([inKept]));
  expect(count(graph, 'active_symbols')).toBe(5);
  const { counts } = apply(graph, batch([inKept], { scope: 'full', packages: packages.slice(3) }));
  expect(counts.symbols_removed).toBe(3);
  expect(graph.sqlite.prepare('select fqn from active_symbols order by fqn').pluck().all()).toEqual(
    ['app/k.ts', 'kept'],
  );
  graph.close();
});

test('an edge that another file owned, or none, belongs to the file that tells it now', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  apply(graph, firstBatch());
  graph.sqlite.exec('update edges set file_id = null');
  const before = graph.sqlite.prepare('select id from edges order by id').pluck().all();
  apply(graph, firstBatch());
  expect(graph.sqlite.prepare('select id from edges order by id').pluck().all()).toEqual(before);
  expect(graph.sqlite.prepare('select distinct file_id from edges').pluck().all()).toEqual([1]);
  graph.close();
});

test('an edge told twice is stored once, and its resolution and metadata follow the facts', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const told = (values: Parameters<typeof edge>[3]) =>
    batch([
      file(
        'a.ts',
        [symbol('app/a.ts#a')],
        [
          edge('app/a.ts#a', 'lib#x', 'calls', values),
          edge('app/a.ts#a', 'lib#x', 'calls', values),
        ],
      ),
    ]);
  expect(apply(graph, told({})).counts.edges).toBe(1);
  const id = graph.sqlite.prepare('select id from edges').pluck().get();
  apply(graph, told({ resolution: 'heuristic', metadata: { why: 'name' } }));
  expect(graph.sqlite.prepare('select id, resolution, metadata from edges').all()).toEqual([
    { id, resolution: 3, metadata: '{"why":"name"}' },
  ]);
  graph.close();
});
