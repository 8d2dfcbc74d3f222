import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from '@clew/testing/temp-dir';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { startMigrateChild } from '../../test/child-process.ts';
import { folderState } from '../../test/folder-state.ts';
import { graphAt } from '../../test/graph-at.ts';
import { plantBaseline, spreadOrphans } from '../../test/planted-baseline.ts';
import { GraphError } from '../graph-error.ts';
import { type Graph, openGraph } from '../open-graph.ts';
import { adoptGraph, type GraphAdoption } from './adopt-graph.ts';
import { migrateGraph } from './migrate-graph.ts';
import { listMigrations } from './migration-list.ts';
import { planGraphMigration } from './plan-graph-migration.ts';
import { verifyGraph } from './verify-graph.ts';

const planting = {
  symbols: 400,
  edges: 3_000,
  knowledge: 40,
  orphans: spreadOrphans(180),
  edgesWithoutEnds: 4,
};

/** A database of the older system, whose schema or rows a test may change. */
async function older(change: string) {
  const folder = await tempDir();
  const source = join(folder.path, 'older.db');
  const db = new Database(source);
  db.exec(listMigrations()[0]?.sql ?? '');
  db.exec(change);
  db.close();
  return { source, target: join(folder.path, 'graph.db'), folder };
}

function errorOf(work: () => unknown): GraphError {
  try {
    work();
  } catch (error) {
    if (error instanceof GraphError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

function rows(graph: Graph, sql: string): readonly unknown[] {
  return graph.prepare<[], unknown>(sql).all();
}

test('every orphan goes to quarantine and is counted per foreign key; every valid row is kept', async () => {
  await using folder = await tempDir();
  const source = join(folder.path, 'older.db');
  const target = join(folder.path, 'adopted', 'graph.db');
  const planted = plantBaseline(source, planting);
  const adoption = adoptGraph({ source, target });
  expect(
    Object.fromEntries(adoption.quarantined.map((tally) => [tally.type, tally.count])),
  ).toEqual(planted.orphans);
  const graph = openGraph(target);
  for (const [table, count] of Object.entries(planted.valid)) {
    expect([table, rows(graph, `select count(*) as n from ${table}`)]).toEqual([
      table,
      [{ n: count }],
    ]);
  }
  expect(
    rows(graph, 'select type, count(*) as n from orphan_quarantine group by type order by type'),
  ).toEqual(
    Object.entries(planted.orphans)
      .map(([type, n]) => ({ type, n }))
      .sort((a, b) => (a.type < b.type ? -1 : 1)),
  );
  graph.close();
  expect(verifyGraph(target)).toMatchObject({ ok: true, problems: [] });
});

test('the same database migrates in place when it carries the journal of 0000', async () => {
  await using folder = await tempDir();
  const path = join(folder.path, 'graph.db');
  graphAt(path, '0000', (db) => {
    db.exec(`
      insert into symbols (fqn, kind, name) values ('a.A', 'class', 'A'), ('a.B', 'class', 'B');
      insert into edges (from_fqn, to_fqn, relation) values ('a.A', 'a.B', 'calls'), ('a.A', 'gone', 'calls');
    `);
  });
  const result = migrateGraph({ path });
  expect(result.quarantined).toEqual([
    { type: 'edge_to', table: 'edges', reason: 'missing_reference', count: 1 },
  ]);
  expect(result.backup).not.toBeNull();
  const graph = openGraph(path);
  expect(rows(graph, 'select from_fqn, to_fqn, relation from edges_by_fqn')).toEqual([
    { from_fqn: 'a.A', to_fqn: 'a.B', relation: 'calls' },
  ]);
  graph.close();
});

test('the quarantine holds the row as it was', async () => {
  const { source, target, folder } = await older(`
    pragma foreign_keys = off;
    insert into symbols (fqn, kind, name) values ('a.A', 'class', 'A');
    insert into edges (id, from_fqn, to_fqn, relation, metadata)
    values (7, 'gone.X', 'gone.Y', 'calls', '{"line":3}');
    insert into summaries (id, target_fqn, level, summary, vector_id)
    values (9, 'com.example', 'package', 'Sells things.', 'v-1');
  `);
  await using _ = folder;
  adoptGraph({ source, target });
  const graph = openGraph(target);
  expect(
    rows(graph, 'select table_name, type, row_id, reason, row from orphan_quarantine order by id'),
  ).toEqual([
    ...['edge_from', 'edge_to'].map((type) => ({
      table_name: 'edges',
      type,
      row_id: 7,
      reason: 'missing_reference',
      row: JSON.stringify({
        id: 7,
        from_fqn: 'gone.X',
        to_fqn: 'gone.Y',
        relation: 'calls',
        metadata: '{"line":3}',
      }),
    })),
    {
      table_name: 'summaries',
      type: 'summary',
      row_id: 9,
      reason: 'missing_reference',
      row: expect.stringContaining('Sells things.'),
    },
  ]);
  graph.close();
});

test('terms and constraints without a source are no orphans', async () => {
  const { source, target, folder } = await older(`
    insert into glossary (code_term, business_meaning) values ('sku', 'stock keeping unit');
    insert into constraints (name) values ('orders are paid');
  `);
  await using _ = folder;
  expect(adoptGraph({ source, target }).quarantined).toEqual([]);
  const graph = openGraph(target);
  expect(rows(graph, 'select code_term, source_id from glossary')).toEqual([
    { code_term: 'sku', source_id: null },
  ]);
  expect(rows(graph, 'select name, constraint_type from constraints')).toEqual([
    { name: 'orders are paid', constraint_type: 'other' },
  ]);
  graph.close();
});

test('values find their new form: files, lines, parents, kinds, JSON and times', async () => {
  const { source, target, folder } = await older(`
    insert into symbols (fqn, kind, name, file_path, line_number, modifiers, parent_fqn, annotations, created_at)
    values
      ('a.A', 'class', 'A', 'src/A.java', 3, '["public"]', 'a', 'RestController', '2026-02-02 10:11:12'),
      ('a.A.f', 'field', 'f', 'src/A.java', 0, '', 'a.A', null, 'datetime(''now'')'),
      ('a.A.g', 'lambda', 'g', null, null, null, 'a.A', null, null);
    insert into edges (from_fqn, to_fqn, relation, metadata) values
      ('a.A', 'a.A.f', 'calls', '{"line":12,"kind":"new"}'),
      ('a.A.f', 'a.A', 'member_of', null),
      ('a.A', 'a.A.g', 'reads', '{"kind":"x"}'),
      ('a.A.g', 'a.A', 'calls', 'not json');
    insert into entry_points (symbol_fqn, entry_type) values ('a.A', 'quartz_job'), ('a.A', 'spring_bean');
    insert into anti_patterns (rule_id, from_fqn, severity) values ('r', 'a.A', 'critical');
  `);
  await using _ = folder;
  const adoption = adoptGraph({ source, target });
  expect(adoption.quarantined).toEqual([
    { type: 'symbol_parent', table: 'symbols', reason: 'reference_cleared', count: 1 },
    { type: 'symbol_kind', table: 'symbols', reason: 'value_replaced', count: 1 },
    { type: 'entry_type', table: 'entry_points', reason: 'value_replaced', count: 1 },
    { type: 'anti_pattern_severity', table: 'anti_patterns', reason: 'value_replaced', count: 1 },
  ]);
  const graph = openGraph(target);
  expect(
    rows(
      graph,
      `select s.fqn, s.kind, f.path, f.language, s.start_line, s.modifiers, s.annotations, p.fqn as parent
       from symbols s left join files f on f.id = s.file_id left join symbols p on p.id = s.parent_id
       order by s.id`,
    ),
  ).toEqual([
    {
      fqn: 'a.A',
      kind: 'class',
      path: 'src/A.java',
      language: 'java',
      start_line: 3,
      modifiers: '["public"]',
      annotations: '["RestController"]',
      parent: null,
    },
    {
      fqn: 'a.A.f',
      kind: 'property',
      path: 'src/A.java',
      language: 'java',
      start_line: null,
      modifiers: '[]',
      annotations: '[]',
      parent: 'a.A',
    },
    {
      fqn: 'a.A.g',
      kind: 'unknown',
      path: null,
      language: null,
      start_line: null,
      modifiers: '[]',
      annotations: '[]',
      parent: 'a.A',
    },
  ]);
  expect(rows(graph, 'select created_at from symbols where id = 1')).toEqual([
    { created_at: '2026-02-02T10:11:12.000Z' },
  ]);
  expect(
    rows(graph, 'select from_fqn, to_fqn, relation, line, metadata from edges_by_fqn order by id'),
  ).toEqual([
    {
      from_fqn: 'a.A',
      to_fqn: 'a.A.f',
      relation: 'calls',
      line: 12,
      metadata: '{"line":12,"kind":"new"}',
    },
    { from_fqn: 'a.A', to_fqn: 'a.A.f', relation: 'contains', line: 0, metadata: null },
    {
      from_fqn: 'a.A',
      to_fqn: 'a.A.g',
      relation: 'references',
      line: 0,
      metadata: '{"kind":"x","relation":"reads"}',
    },
    {
      from_fqn: 'a.A.g',
      to_fqn: 'a.A',
      relation: 'calls',
      line: 0,
      metadata: '{"metadata":"not json"}',
    },
  ]);
  expect(rows(graph, 'select entry_type from entry_points order by id')).toEqual([
    { entry_type: 'scheduled' },
    { entry_type: 'other' },
  ]);
  graph.close();
});

test('an edge that was written twice is kept once, and its double is in quarantine', async () => {
  const { source, target, folder } = await older(`
    insert into symbols (fqn, kind, name) values ('a.A', 'class', 'A'), ('a.B', 'class', 'B');
    insert into edges (from_fqn, to_fqn, relation) values
      ('a.A', 'a.B', 'calls'), ('a.A', 'a.B', 'calls'), ('a.A', 'a.B', 'inherits');
  `);
  await using _ = folder;
  expect(adoptGraph({ source, target }).quarantined).toEqual([
    { type: 'edge_duplicate', table: 'edges', reason: 'duplicate', count: 1 },
  ]);
  const graph = openGraph(target);
  expect(rows(graph, 'select id, relation from edges_by_fqn order by id')).toEqual([
    { id: 1, relation: 'calls' },
    { id: 3, relation: 'inherits' },
  ]);
  graph.close();
});

test('the variants in the wild fit: other columns, no keys, more tables, triggers', async () => {
  await using folder = await tempDir();
  const source = join(folder.path, 'older.db');
  const db = new Database(source);
  db.pragma('journal_mode = wal');
  db.exec(`
    create table symbols (
      id integer primary key autoincrement, fqn text unique not null, kind text not null,
      name text not null, file_path text, line_number integer, modifiers text, signature text,
      parent_fqn text, annotations text, file_hash text
    );
    create index idx_symbols_parent on symbols (parent_fqn);
    create table edges (
      id integer primary key autoincrement, from_fqn text not null, to_fqn text not null,
      relation text not null, metadata text, weight real
    );
    create trigger trg_edges_outgoing after delete on symbols
    begin delete from edges where from_fqn = old.fqn; end;
    create table impact_jobs (id integer primary key, job_id text unique, mode text);
    create table index_metadata (key text primary key, value text) without rowid;
    create view callers as select from_fqn from edges;
    insert into symbols (fqn, kind, name, file_hash) values ('a.A', 'class', 'A', 'f00');
    insert into edges (from_fqn, to_fqn, relation, weight)
    values ('a.A', 'a.A', 'calls', 1.5), ('a.A', 'okhttp3.Call', 'calls', null);
    insert into impact_jobs (job_id, mode) values ('j', 'full');
  `);
  db.close();
  const target = join(folder.path, 'graph.db');
  const adoption = adoptGraph({ source, target });
  expect(adoption.left_behind).toEqual([
    { table: 'edges', column: 'weight', rows: 1 },
    { table: 'impact_jobs', column: null, rows: 1 },
    { table: 'symbols', column: 'file_hash', rows: 1 },
  ]);
  expect(adoption.quarantined).toEqual([
    { type: 'edge_to', table: 'edges', reason: 'missing_reference', count: 1 },
  ]);
  expect(verifyGraph(target).ok).toBe(true);
});

test('the source stays byte for byte, also with a log that was never folded in', async () => {
  await using folder = await tempDir();
  const home = join(folder.path, 'older');
  mkdirSync(home);
  const source = join(home, 'older.db');
  const db = new Database(source);
  db.pragma('journal_mode = wal');
  db.exec(listMigrations()[0]?.sql ?? '');
  db.pragma('wal_checkpoint(truncate)');
  db.exec(`insert into symbols (fqn, kind, name) values ('a.A', 'class', 'A')`);
  const before = folderState(home);
  expect(before.length).toBe(3);
  const target = join(folder.path, 'graph.db');
  expect(planGraphMigration(source).action).toBe('adopt');
  adoptGraph({ source, target });
  expect(folderState(home)).toEqual(before);
  db.close();
  const graph = openGraph(target);
  expect(rows(graph, 'select fqn from symbols')).toEqual([{ fqn: 'a.A' }]);
  graph.close();
});

test('adoption never replaces a graph', async () => {
  const { source, target, folder } = await older('');
  await using _ = folder;
  migrateGraph({ path: target });
  const before = folderState(folder.path);
  expect(errorOf(() => adoptGraph({ source, target })).code).toBe('adoption_target_exists');
  expect(folderState(folder.path)).toEqual(before);
});

test('a source that is none is refused with what it lacks, and nothing is left behind', async () => {
  const foreign = `create table symbols (id integer primary key, fqn text, kind text)`;
  await using folder = await tempDir();
  const target = join(folder.path, 'graphs', 'graph.db');
  const source = join(folder.path, 'other.db');
  const db = new Database(source);
  db.exec(foreign);
  db.close();
  const error = errorOf(() => adoptGraph({ source, target }));
  expect(error.code).toBe('adoption_refused');
  expect(error.message).toContain('no column symbols.name, no table edges');
  expect(readdirSync(folder.path)).toEqual(['other.db']);

  writeFileSync(join(folder.path, 'text'), 'no database at all');
  const text = errorOf(() => adoptGraph({ source: join(folder.path, 'text'), target }));
  expect(text.code).toBe('graph_not_sqlite');
  const missing = errorOf(() => adoptGraph({ source: join(folder.path, 'nothing'), target }));
  expect(missing.code).toBe('adoption_refused');
});

test('an adopted graph says which codebase it is of', async () => {
  const { source, target, folder } = await older('');
  await using _ = folder;
  adoptGraph({ source, target, codebase: { name: 'shop', root: '/src/shop' } });
  const graph = openGraph(target);
  expect(rows(graph, 'select name, root from codebase')).toEqual([
    { name: 'shop', root: '/src/shop' },
  ]);
  graph.close();
});

test('a graph of Clew needs no adoption, and is told so', async () => {
  await using folder = await tempDir();
  const source = join(folder.path, 'graph.db');
  migrateGraph({ path: source });
  const error = errorOf(() => adoptGraph({ source, target: join(folder.path, 'again.db') }));
  expect(error.code).toBe('adoption_refused');
  expect(error.message).toContain('already');
});

test('rows that do not fit are named, and nothing is left behind', async () => {
  await using folder = await tempDir();
  const source = join(folder.path, 'older.db');
  const target = join(folder.path, 'graph.db');
  const db = new Database(source);
  db.exec(`
    create table symbols (fqn text, kind text, name text);
    create table edges (from_fqn text, to_fqn text, relation text);
    insert into symbols values ('a.A', 'class', 'A'), ('a.A', 'class', 'A');
  `);
  db.close();
  const error = errorOf(() => adoptGraph({ source, target }));
  expect(error.code).toBe('adoption_refused');
  expect(error.message).toContain('table symbols');
  expect(readdirSync(folder.path)).toEqual(['older.db']);
});

test.each(['0001_cascade_deletes', '0005_graph_changes'])(
  'kill -9 after %s leaves the original intact and no graph; the next run completes',
  async (name) => {
    await using folder = await tempDir();
    const home = join(folder.path, 'older');
    mkdirSync(home);
    const source = join(home, 'older.db');
    const planted = plantBaseline(source, planting);
    const before = folderState(home);
    const target = join(folder.path, 'graphs', 'graph.db');
    const temporary = join(folder.path, 'tmp');
    mkdirSync(temporary);
    const child = startMigrateChild([source, target], { HOLD_AFTER: name, TMPDIR: temporary });
    await child.line(`applied ${name}`);
    await child.kill();
    expect(folderState(home)).toEqual(before);
    expect(readdirSync(join(folder.path, 'graphs'))).not.toContain('graph.db');
    const copies = () => readdirSync(temporary).filter((each) => each.startsWith('clew-'));
    expect(copies().length).toBe(1);
    const again = startMigrateChild([source, target], { TMPDIR: temporary });
    const adoption = JSON.parse((await again.line('result ')).slice(7)) as GraphAdoption;
    await again.end();
    expect(copies()).toEqual([]);
    expect(adoption.tables).toContainEqual({
      table: 'edges',
      rows_before: planted.valid.edges + planted.orphans.edge_from + planted.orphans.edge_to - 4,
      rows_after: planted.valid.edges,
      rows_quarantined: planted.orphans.edge_from + planted.orphans.edge_to - 4,
    });
    expect(readdirSync(join(folder.path, 'graphs'))).toEqual(['graph.db']);
  },
);
