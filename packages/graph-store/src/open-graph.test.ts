import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from '@clew/testing/temp-dir';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { graphAt } from '../test/graph-at.ts';
import { GraphError } from './graph-error.ts';
import { migrateGraph } from './migrate/migrate-graph.ts';
import { openGraph } from './open-graph.ts';

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof GraphError) return error.code;
    throw error;
  }
  return 'nothing was thrown';
}

test.each([false, true])('the pragmas are set and hold (readonly: %s)', async (readonly) => {
  await using folder = await tempDir();
  const path = join(folder.path, 'graph.db');
  migrateGraph({ path });
  const graph = openGraph(path, { readonly });
  expect(graph.sqlite.pragma('foreign_keys', { simple: true })).toBe(1);
  expect(graph.sqlite.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(graph.sqlite.pragma('synchronous', { simple: true })).toBe(1);
  expect(graph.sqlite.pragma('busy_timeout', { simple: true })).toBe(5_000);
  graph.close();
});

test('opening creates nothing where there is no graph', async () => {
  await using folder = await tempDir();
  expect(codeOf(() => openGraph(join(folder.path, 'graph.db')))).toBe('graph_missing');
  expect(readdirSync(folder.path)).toEqual([]);
});

test('an older graph is refused, and the message says how to migrate', async () => {
  await using folder = await tempDir();
  const path = join(folder.path, 'graph.db');
  graphAt(path, '0003');
  expect(() => openGraph(path)).toThrow('pnpm db:migrate:graph');
  expect(codeOf(() => openGraph(path))).toBe('graph_outdated');
});

test('a database that is no graph is refused', async () => {
  await using folder = await tempDir();
  const path = join(folder.path, 'graph.db');
  const db = new Database(path);
  db.exec('create table t (x)');
  db.close();
  expect(codeOf(() => openGraph(path))).toBe('graph_foreign');
});

test('a readonly graph refuses writes', async () => {
  await using folder = await tempDir();
  const path = join(folder.path, 'graph.db');
  migrateGraph({ path });
  const graph = openGraph(path, { readonly: true });
  expect(() => graph.sqlite.exec(`insert into files (path) values ('a')`)).toThrow('readonly');
  graph.close();
});

test('a statement is prepared once', async () => {
  await using folder = await tempDir();
  const path = join(folder.path, 'graph.db');
  migrateGraph({ path });
  const graph = openGraph(path);
  expect(graph.prepare('select 1')).toBe(graph.prepare('select 1'));
  expect(graph.prepare('select 1')).not.toBe(graph.prepare('select 2'));
  graph.close();
});

test('a transaction rolls back on an error, and one inside another only itself', async () => {
  await using folder = await tempDir();
  const path = join(folder.path, 'graph.db');
  migrateGraph({ path });
  const graph = openGraph(path);
  const insert = graph.prepare<[string]>('insert into files (path) values (?)');
  const paths = graph.prepare<[], { path: string }>('select path from files order by path');
  const fail = (): never => {
    throw new Error('no');
  };
  expect(() =>
    graph.transaction(() => {
      insert.run('lost.ts');
      fail();
    }),
  ).toThrow('no');
  const answer = graph.transaction(() => {
    insert.run('kept.ts');
    expect(() =>
      graph.transaction(() => {
        insert.run('inner.ts');
        fail();
      }),
    ).toThrow('no');
    return 42;
  });
  expect(answer).toBe(42);
  expect(paths.all()).toEqual([{ path: 'kept.ts' }]);
  graph.close();
});

test('a transaction holds the write lock from its beginning', async () => {
  await using folder = await tempDir();
  const path = join(folder.path, 'graph.db');
  migrateGraph({ path });
  const first = openGraph(path);
  const second = openGraph(path, { busyTimeoutMs: 1 });
  first.transaction(() => {
    expect(() => second.transaction(() => null)).toThrow('database is locked');
  });
  expect(second.transaction(() => 'free')).toBe('free');
  first.close();
  second.close();
});
