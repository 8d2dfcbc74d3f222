import { join } from 'node:path';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { graphAt } from '../../test/graph-at.ts';
import { count, smallGraph } from '../../test/small-graph.ts';
import { type Graph, openGraph } from '../open-graph.ts';
import { migrateGraph } from './migrate-graph.ts';

interface Change {
  readonly entity: string;
  readonly op: string;
  readonly old: Readonly<Record<string, unknown>> | null;
  readonly new: Readonly<Record<string, unknown>> | null;
}

function changes(graph: Graph): readonly Change[] {
  return graph
    .prepare<[], { entity: string; op: string; old: string | null; new: string | null }>(
      'select entity, op, old, new from graph_changes order by seq',
    )
    .all()
    .map((row) => ({
      ...row,
      old: row.old === null ? null : (JSON.parse(row.old) as Record<string, unknown>),
      new: row.new === null ? null : (JSON.parse(row.new) as Record<string, unknown>),
    }));
}

function record(graph: Graph, revision: number | null = null): void {
  graph
    .prepare<[number | null]>('update change_recording set enabled = 1, revision_id = ?')
    .run(revision);
}

test('nothing is recorded until recording is switched on', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  graph.sqlite.exec('delete from symbols where id = 1');
  expect(count(graph, 'graph_changes')).toBe(0);
  graph.close();
});

test('a cascade is recorded row by row, with the names of what is already gone', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  record(graph, 7);
  graph.sqlite.exec(`delete from symbols where fqn = 'app#Old'`);
  const all = changes(graph);
  expect(all.every((change) => change.op === 'delete' && change.new === null)).toBe(true);
  const of = (entity: string) =>
    all.filter((change) => change.entity === entity).map((change) => change.old);
  expect(of('symbol').map((old) => [old?.fqn, old?.parent])).toEqual([
    ['app#Old', null],
    ['app#Old.run', 'app#Old'],
  ]);
  expect(of('edge').map((old) => [old?.from, old?.relation, old?.to, old?.file])).toEqual(
    expect.arrayContaining([
      ['app#caller', 'calls', 'app#Old.run', 'src/caller.ts'],
      ['app#Old.run', 'calls', 'app#callee', 'src/old.ts'],
    ]),
  );
  expect(of('entry_point')[0]).toMatchObject({ symbol: 'app#Old.run', http_path: '/run' });
  expect(of('external_dependency')[0]).toMatchObject({ caller: 'app#Old.run' });
  expect(of('anti_pattern').length).toBe(2);
  expect(of('summary')[0]).toMatchObject({ target: 'app#Old.run', summary: 'Runs.' });
  expect(of('glossary')[0]).toMatchObject({ source: 'app#Old.run', code_term: 'run' });
  expect(of('constraint')[0]).toMatchObject({ source: 'app#Old.run', name: 'runs once' });
  expect(graph.prepare('select distinct revision_id from graph_changes').all()).toEqual([
    { revision_id: 7 },
  ]);
  graph.close();
});

test('inserts and renames are recorded with both sides', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  record(graph);
  graph.sqlite.exec(`
    insert into symbols (fqn, kind, name, modifiers) values ('app#fresh', 'function', 'fresh', '["async"]');
    update symbols set fqn = 'app#renamed', name = 'renamed' where fqn = 'app#callee';
  `);
  expect(changes(graph)).toMatchObject([
    { entity: 'symbol', op: 'insert', old: null, new: { fqn: 'app#fresh', modifiers: ['async'] } },
    {
      entity: 'symbol',
      op: 'update',
      old: { fqn: 'app#callee', name: 'callee' },
      new: { fqn: 'app#renamed', name: 'renamed' },
    },
  ]);
  graph.close();
});

test('an update that changes nothing of meaning is no change', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  record(graph);
  graph.sqlite.exec(`
    update symbols set name = name, updated_at = '2030-01-01T00:00:00.000Z';
    update edges set relation = relation;
  `);
  expect(changes(graph)).toEqual([]);
  graph.close();
});

test('a symbol that only moved within its file is told with its lines alone', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  record(graph);
  graph.sqlite.exec(`
    update symbols set start_line = 9 where fqn = 'app#callee';
    update symbols set start_line = 8, name = 'called' where fqn = 'app#callee';
  `);
  const [moved, changed] = changes(graph);
  expect(Object.keys(moved?.new ?? {})).toEqual([
    'id',
    'fqn',
    'start_line',
    'end_line',
    'updated_at',
  ]);
  expect(moved).toMatchObject({ old: { start_line: null }, new: { start_line: 9 } });
  expect(changed).toMatchObject({
    old: { name: 'callee' },
    new: { name: 'called', start_line: 8 },
  });
  expect(changes(graph)).toHaveLength(2);
  graph.close();
});

test('a change that is rolled back leaves no trace', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  record(graph);
  expect(() =>
    graph.transaction(() => {
      graph.sqlite.exec('delete from symbols');
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(changes(graph)).toEqual([]);
  graph.close();
});

/** Tables whose rows are never changed behind the graph's back, or are no part of it. */
const unrecorded = [
  'architecture',
  'change_recording',
  'codebase',
  'former_names',
  'graph_changes',
  'index_inputs',
  'orphan_quarantine',
  'relations',
  'resolutions',
  'revisions',
  'schema_migrations',
  'symbol_search_change',
  'symbol_search_state',
];

test('every column of every table is recorded, so that an earlier graph can be made again', async () => {
  await using folder = await tempDir();
  const graph = smallGraph(folder.path);
  record(graph);
  const tables = graph.sqlite
    .prepare<[], { name: string }>(
      `select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name`,
    )
    .all()
    .map(({ name }) => name)
    .filter((name) => !unrecorded.includes(name));
  expect(tables).toContain('unresolved_references');
  for (const table of tables) {
    const columns = graph.sqlite
      .prepare<[string], { name: string }>('select name from pragma_table_info(?)')
      .all(table)
      .map(({ name }) => name);
    const watched = graph.sqlite
      .prepare<[string], { sql: string }>(
        "select sql from sqlite_schema where type = 'trigger' and tbl_name = ? and name like '%\\_record\\_%' escape '\\'",
      )
      .all(table)
      .flatMap(({ sql }) => /after update of ([\w, ]+) on/.exec(sql)?.[1]?.split(', ') ?? []);
    const life = ['id', 'created_at', ...(table === 'files' ? [] : ['updated_at'])];
    const settled = columns.filter((column) => !life.includes(column));
    expect([table, watched.toSorted()]).toEqual([table, settled.toSorted()]);
    graph.sqlite.exec(`begin; delete from ${table}`);
    const [gone] = changes(graph);
    graph.sqlite.exec('rollback');
    expect([table, Object.keys(gone?.old ?? {})]).toEqual([table, expect.arrayContaining(columns)]);
  }
  graph.close();
});

test('a graph whose outbox was made anew goes on with its numbers, and says since when it tells all', async () => {
  await using folder = await tempDir();
  const path = join(folder.path, 'graph.db');
  graphAt(path, '0006', (db) => {
    db.exec(`
      insert into graph_changes (seq, revision_id, entity, entity_id, op, new)
      values (6, 2, 'symbol', 1, 'insert', '{}'), (7, 2, 'revision', 2, 'insert', '{}');
      insert into graph_changes (seq, revision_id, entity, entity_id, op, new)
      values (8, 2, 'symbol', 2, 'insert', '{}');
      delete from graph_changes where seq = 8`);
  });
  migrateGraph({ path });
  const graph = openGraph(path);
  expect(graph.prepare('select seq from graph_changes order by seq').pluck().all()).toEqual([6, 7]);
  expect(graph.prepare('select complete_since from change_recording').pluck().get()).toBe(8);
  record(graph);
  graph.sqlite.exec(`insert into files (path) values ('a.ts')`);
  expect(graph.prepare('select max(seq) from graph_changes').pluck().get()).toBe(9);
  graph.close();
});
