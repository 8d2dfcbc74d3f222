import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from '@clew/testing/temp-dir';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { startMigrateChild } from '../../test/child-process.ts';
import { folderState } from '../../test/folder-state.ts';
import { graphAt } from '../../test/graph-at.ts';
import { GraphError } from '../graph-error.ts';
import { openGraph } from '../open-graph.ts';
import { type GraphMigration, migrateGraph } from './migrate-graph.ts';
import { listMigrations } from './migration-list.ts';

const names = listMigrations().map((migration) => migration.name);

/** A graph of an older version with rows, and what its symbols are. */
function olderGraph(folder: string): string {
  const path = join(folder, 'graph.db');
  graphAt(path, '0002', (db) => {
    db.exec(`
      insert into symbols (id, fqn, kind, name) values (1, 'app#a', 'function', 'a'), (2, 'app#b', 'function', 'b');
      insert into edges (from_id, to_id, relation, line) values (1, 2, 1, 3);
      insert into summaries (target_id, summary) values (1, 'Does a.');
    `);
  });
  return path;
}

/** Everything in a graph: its schema, its journal and its rows. */
function contents(path: string): unknown {
  const db = new Database(path, { readonly: true });
  try {
    const tables = db
      .prepare<[], { name: string; sql: string }>(
        `select name, sql from sqlite_schema where name not like 'sqlite\\_%' escape '\\' order by name`,
      )
      .all();
    return tables.map(({ name, sql }) => [
      sql,
      sql.startsWith('create table') || sql.startsWith('CREATE TABLE')
        ? db.prepare(`select * from "${name}"`).all()
        : [],
    ]);
  } finally {
    db.close();
  }
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

test('a new graph gets every migration, no backup, and opens', async () => {
  await using folder = await tempDir();
  const path = join(folder.path, 'deep', 'graph.db');
  const result = migrateGraph({ path });
  expect(result).toMatchObject({ path, created: true, applied: names, backup: null });
  openGraph(path).close();
  expect(readdirSync(join(folder.path, 'deep'))).toEqual(['graph.db']);
});

test('an empty file counts as no graph', async () => {
  await using folder = await tempDir();
  const path = join(folder.path, 'graph.db');
  writeFileSync(path, '');
  expect(migrateGraph({ path })).toMatchObject({ created: true, applied: names, backup: null });
});

test('a graph that is up to date is left as it is', async () => {
  await using folder = await tempDir();
  const path = join(folder.path, 'graph.db');
  migrateGraph({ path });
  const before = readFileSync(path);
  expect(migrateGraph({ path })).toMatchObject({ created: false, applied: [], backup: null });
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(readdirSync(folder.path)).toEqual(['graph.db']);
});

test('an older graph gets what it lacks, keeps its rows, and the journal says when and by what', async () => {
  await using folder = await tempDir();
  const path = olderGraph(folder.path);
  const result = migrateGraph({ path, now: () => new Date('2026-11-21T10:00:00Z') });
  expect(result.applied).toEqual(names.slice(3));
  expect(result.tables).toContainEqual({
    table: 'edges',
    rows_before: 1,
    rows_after: 1,
    rows_quarantined: 0,
  });
  const graph = openGraph(path);
  expect(graph.prepare('select count(*) as n from active_edges').get()).toEqual({ n: 1 });
  expect(graph.prepare('select * from schema_migrations where ordinal = 5').get()).toEqual({
    ordinal: 5,
    name: names[5],
    hash: listMigrations()[5]?.hash,
    applied_at: '2026-11-21T10:00:00.000Z',
    code_version: expect.stringMatching(/^\d+\.\d+\.\d+/),
  });
  graph.close();
});

test('the backup holds the graph as it was before, and opens by itself', async () => {
  await using folder = await tempDir();
  const path = olderGraph(folder.path);
  const before = contents(path);
  const result = migrateGraph({ path, now: () => new Date('2026-11-21T10:00:00Z') });
  expect(result.backup?.path).toBe(
    join(folder.path, 'backups', 'graph-20261121T100000000Z-0002.db'),
  );
  expect(contents(result.backup?.path ?? '')).toEqual(before);
  expect(contents(path)).not.toEqual(before);
});

test('only the newest backups stay, and only backups of this graph are removed', async () => {
  await using folder = await tempDir();
  const backups = join(folder.path, 'backups');
  migrateGraph({ path: olderGraph(folder.path), now: () => new Date('2026-01-01T00:00:00Z') });
  const older = ['2025-12-30', '2025-12-29', '2025-12-28', '2025-12-27', '2025-12-26'].map(
    (day) => `graph-${day.replaceAll('-', '')}T000000000Z-0001.db`,
  );
  for (const name of [...older, 'graph-notes.txt', 'other-20200101T000000000Z-0001.db']) {
    writeFileSync(join(backups, name), '');
  }
  await using second = await tempDir();
  const path = olderGraph(second.path);
  const result = migrateGraph({
    path,
    backups: { directory: backups },
    now: () => new Date('2026-01-02T00:00:00Z'),
  });
  expect(result.backup?.pruned.map((each) => each.slice(backups.length + 1)).sort()).toEqual(
    older.slice(3).sort(),
  );
  expect(readdirSync(backups).sort()).toEqual(
    [
      'graph-20260102T000000000Z-0002.db',
      'graph-20260101T000000000Z-0002.db',
      ...older.slice(0, 3),
      'graph-notes.txt',
      'other-20200101T000000000Z-0001.db',
    ].sort(),
  );
});

test('a graph that is newer than the code is refused and not touched', async () => {
  await using folder = await tempDir();
  const path = join(folder.path, 'graph.db');
  migrateGraph({ path });
  const db = new Database(path);
  db.exec(
    `insert into schema_migrations values (99, '0099_from_the_future', 'abc', '2030-01-01T00:00:00.000Z', '9.9.9')`,
  );
  db.close();
  const before = readFileSync(path);
  const error = errorOf(() => migrateGraph({ path }));
  expect(error.code).toBe('graph_newer');
  expect(error.message).toContain('9.9.9');
  expect(errorOf(() => openGraph(path)).code).toBe('graph_newer');
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('a migration whose file changed after it was applied is refused', async () => {
  await using folder = await tempDir();
  const path = olderGraph(folder.path);
  const db = new Database(path);
  db.exec(`update schema_migrations set hash = 'another' where ordinal = 1`);
  db.close();
  const before = folderState(folder.path);
  const error = errorOf(() => migrateGraph({ path }));
  expect(error.code).toBe('migration_changed');
  expect(error.message).toContain('0001_cascade_deletes');
  expect(folderState(folder.path)).toEqual(before);
});

test('a migration that fails leaves the graph as it was, all of it', async () => {
  await using folder = await tempDir();
  const path = olderGraph(folder.path);
  const db = new Database(path);
  // 0003 and 0004 would work; 0005 cannot create its table.
  db.exec('create table graph_changes (x integer) strict');
  db.close();
  const before = contents(path);
  const error = errorOf(() => migrateGraph({ path }));
  expect(error.code).toBe('migration_failed');
  expect(error.message).toContain('0005_graph_changes');
  expect(contents(path)).toEqual(before);
});

test('a migration that would lose rows fails', async () => {
  await using folder = await tempDir();
  const path = olderGraph(folder.path);
  const db = new Database(path);
  // Takes rows away while 0003 adds its column, as a cascade inside a migration would.
  db.exec(`
    create table witness (x integer);
    insert into witness values (1);
    create trigger lose after insert on schema_migrations begin delete from witness; end;
  `);
  db.close();
  const before = contents(path);
  const error = errorOf(() => migrateGraph({ path }));
  expect(error.message).toContain('witness had 1 rows and has 0');
  expect(contents(path)).toEqual(before);
});

test('a migration that would leave a foreign key without its row fails', async () => {
  await using folder = await tempDir();
  const path = olderGraph(folder.path);
  const db = new Database(path);
  db.pragma('foreign_keys = off');
  db.exec('insert into edges (from_id, to_id, relation) values (1, 999, 1)');
  db.close();
  const before = contents(path);
  const error = errorOf(() => migrateGraph({ path }));
  expect(error.code).toBe('migration_failed');
  expect(error.message).toContain('of edges at symbols');
  expect(contents(path)).toEqual(before);
});

test.each(names.slice(3))(
  'kill -9 after %s leaves the graph as it was, and usable',
  async (name) => {
    await using folder = await tempDir();
    const path = olderGraph(folder.path);
    const before = contents(path);
    const child = startMigrateChild([path], { HOLD_AFTER: name });
    await child.line(`applied ${name}`);
    await child.kill();
    expect(contents(path)).toEqual(before);
    expect(migrateGraph({ path }).applied).toEqual(names.slice(3));
    openGraph(path).close();
  },
);

test('kill -9 after the tables were rebuilt leaves the rows and their orphans as they were', async () => {
  await using folder = await tempDir();
  const path = join(folder.path, 'graph.db');
  graphAt(path, '0000', (db) => {
    db.exec(`
      insert into symbols (fqn, kind, name) values ('a.A', 'class', 'A'), ('a.B', 'class', 'B');
      insert into edges (from_fqn, to_fqn, relation) values ('a.A', 'a.B', 'calls'), ('a.A', 'gone', 'calls');
    `);
  });
  const before = contents(path);
  const child = startMigrateChild([path], { HOLD_AFTER: '0001_cascade_deletes' });
  await child.line('applied 0001_cascade_deletes');
  await child.kill();
  expect(contents(path)).toEqual(before);
  expect(migrateGraph({ path }).quarantined).toMatchObject([{ type: 'edge_to', count: 1 }]);
});

test('kill -9 while a graph is created leaves a file that the next run completes', async () => {
  await using folder = await tempDir();
  const path = join(folder.path, 'graph.db');
  const child = startMigrateChild([path], { HOLD_AFTER: '0003_soft_delete' });
  await child.line('applied 0003_soft_delete');
  await child.kill();
  expect(migrateGraph({ path })).toMatchObject({ created: true, applied: names });
  openGraph(path).close();
});

test('while one runner migrates, a second one waits and finds nothing to do', async () => {
  await using folder = await tempDir();
  const path = olderGraph(folder.path);
  const first = startMigrateChild([path], { HOLD_AFTER: '0005_graph_changes' });
  await first.line('applied 0005_graph_changes');
  const second = startMigrateChild([path]);
  await second.line('ready');
  first.proceed();
  const results = await Promise.all([resultOf(first), resultOf(second)]);
  expect(results.map((result) => result.applied)).toEqual([names.slice(3), []]);
  expect(readdirSync(join(folder.path, 'backups')).length).toBe(1);
});

test.each(['a new graph', 'an older graph'])(
  'of four runners at once on %s, one migrates',
  async (which) => {
    await using folder = await tempDir();
    const path = which === 'a new graph' ? join(folder.path, 'graph.db') : olderGraph(folder.path);
    const children = [1, 2, 3, 4].map(() => startMigrateChild([path], { WAIT_TO_START: '1' }));
    await Promise.all(children.map((child) => child.line('ready')));
    for (const child of children) child.proceed();
    const results = await Promise.all(children.map(resultOf));
    expect(results.filter((result) => result.applied.length > 0).length).toBe(1);
    openGraph(path).close();
  },
);

async function resultOf(child: ReturnType<typeof startMigrateChild>): Promise<GraphMigration> {
  const [line] = await Promise.all([child.line('result '), child.end()]);
  return JSON.parse(line.slice('result '.length)) as GraphMigration;
}

test('a runner that waits too long says who is in the way', async () => {
  await using folder = await tempDir();
  const path = olderGraph(folder.path);
  const writer = new Database(path);
  writer.exec('begin immediate');
  const error = errorOf(() => migrateGraph({ path, lockTimeoutMs: 1 }));
  expect(error.code).toBe('graph_busy');
  expect(error.message).toContain('another process');
  writer.exec('rollback');
  writer.close();
});

test('a reader goes on reading the old graph while it is migrated', async () => {
  await using folder = await tempDir();
  const path = olderGraph(folder.path);
  const reader = new Database(path, { readonly: true });
  reader.exec('begin');
  const countEdges = reader.prepare('select count(*) as n from edges');
  expect(countEdges.get()).toEqual({ n: 1 });
  expect(migrateGraph({ path }).applied).toEqual(names.slice(3));
  expect(countEdges.get()).toEqual({ n: 1 });
  reader.exec('commit');
  reader.close();
});

const notDatabases: readonly (readonly [string, Buffer])[] = [
  ['text', Buffer.from('This is not a database, and it is long enough for a header. '.repeat(40))],
  ['a few bytes', Buffer.from('SQL')],
  ['a header and nothing else', Buffer.from('SQLite format 3\0')],
  [
    'a header and noise',
    Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(8176, 0xa5)]),
  ],
];

test.each(notDatabases)('a file of %s is refused and stays byte for byte', async (_what, bytes) => {
  await using folder = await tempDir();
  const path = join(folder.path, 'graph.db');
  writeFileSync(path, bytes);
  const before = folderState(folder.path);
  for (const work of [() => migrateGraph({ path }), () => openGraph(path)]) {
    expect(['graph_not_sqlite', 'graph_corrupt']).toContain(errorOf(work).code);
    expect(folderState(folder.path)).toEqual(before);
  }
});

test.each(['symbols', 'idx_symbols_fqn', 'free pages'])(
  'a graph with a damaged page among its %s is refused, byte for byte, before anything is built on it',
  async (owner) => {
    await using folder = await tempDir();
    const path = join(folder.path, 'graph.db');
    let page = 0;
    graphAt(path, '0002', (db) => {
      const insert = db.prepare(`insert into symbols (fqn, kind, name) values (?, 'class', 'C')`);
      db.transaction(() => {
        for (let index = 0; index < 2_000; index++) insert.run(`com.example.Class${index}`);
      })();
      db.exec('drop index idx_symbols_name');
      page =
        db
          .prepare<[string], { pageno: number }>(
            `select pageno from dbstat where name = ? and pagetype = 'leaf' limit 1`,
          )
          .get(owner)?.pageno ?? 0;
    });
    const bytes = readFileSync(path);
    // The header names the first page of the list of free pages.
    if (owner === 'free pages') page = bytes.readUInt32BE(32);
    expect(page).toBeGreaterThan(1);
    bytes.fill(0xa5, 4096 * (page - 1), 4096 * page);
    writeFileSync(path, bytes);
    expect(errorOf(() => migrateGraph({ path })).code).toBe('graph_corrupt');
    expect(readFileSync(path).equals(bytes)).toBe(true);
  },
);

test('a path that cannot be used is named, with the reason', async () => {
  await using folder = await tempDir();
  const file = join(folder.path, 'file');
  writeFileSync(file, '');
  for (const path of [join(file, 'graph.db'), folder.path]) {
    const error = errorOf(() => migrateGraph({ path }));
    expect(error.code).toBe('graph_inaccessible');
    expect(error.message).toContain(path);
  }
  expect(readdirSync(folder.path)).toEqual(['file']);
});

test('a database of somebody else is refused', async () => {
  await using folder = await tempDir();
  const path = join(folder.path, 'graph.db');
  const db = new Database(path);
  db.exec('create table recipes (id integer primary key)');
  db.close();
  const before = folderState(folder.path);
  const error = errorOf(() => migrateGraph({ path }));
  expect(error.code).toBe('graph_foreign');
  expect(error.message).toContain('recipes');
  expect(folderState(folder.path)).toEqual(before);
});

test('a database of the older system is not migrated in place: adopt is named', async () => {
  await using folder = await tempDir();
  const path = join(folder.path, 'graph.db');
  const db = new Database(path);
  db.exec(listMigrations()[0]?.sql ?? '');
  db.close();
  const before = folderState(folder.path);
  const error = errorOf(() => migrateGraph({ path }));
  expect(error.code).toBe('graph_not_adopted');
  expect(error.message).toContain('adopt');
  expect(folderState(folder.path)).toEqual(before);
});
