import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from '@clew/testing/temp-dir';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { folderState } from '../../test/folder-state.ts';
import { graphAt } from '../../test/graph-at.ts';
import { dumpGraphSchema } from './dump-graph-schema.ts';
import { migrateGraph } from './migrate-graph.ts';
import { verifyGraph } from './verify-graph.ts';

async function graphWith(change: string) {
  const folder = await tempDir();
  const path = join(folder.path, 'graph.db');
  migrateGraph({ path });
  const db = new Database(path);
  db.pragma('foreign_keys = off');
  db.exec(change);
  db.close();
  return { path, folder };
}

test('a migrated graph verifies, and is not touched by it', async () => {
  const { path, folder } = await graphWith(`insert into files (path) values ('a.ts')`);
  await using _ = folder;
  const before = folderState(folder.path);
  expect(verifyGraph(path)).toEqual({ path, ok: true, problems: [] });
  expect(folderState(folder.path)).toEqual(before);
});

test('a dropped index and a foreign table are found', async () => {
  const { path, folder } = await graphWith('drop index idx_edges_to; create table mine (x)');
  await using _ = folder;
  expect(verifyGraph(path)).toMatchObject({
    ok: false,
    problems: [
      {
        check: 'schema',
        message: 'missing: CREATE INDEX idx_edges_to on edges (to_id, relation, from_id)',
      },
      { check: 'schema', message: 'unexpected: CREATE TABLE mine (x)' },
    ],
  });
});

test('rows that point at nothing are counted per foreign key', async () => {
  const { path, folder } = await graphWith(`
    insert into summaries (target_id, summary) values (5, 's'), (6, 's');
    insert into glossary (code_term, source_id) values ('t', 7);
  `);
  await using _ = folder;
  expect(verifyGraph(path).problems).toEqual([
    { check: 'foreign_keys', message: '1 in glossary without their row in symbols' },
    { check: 'foreign_keys', message: '2 in summaries without their row in symbols' },
  ]);
});

test('an older graph does not verify: the missing migrations are named', async () => {
  await using folder = await tempDir();
  const path = join(folder.path, 'graph.db');
  graphAt(path, '0004');
  expect(verifyGraph(path).problems).toContainEqual({
    check: 'migrations',
    message: '0005_graph_changes is not applied; run `pnpm db:migrate:graph`',
  });
});

test('a damaged page is found', async () => {
  const { path, folder } = await graphWith('');
  await using _ = folder;
  const bytes = readFileSync(path);
  // The last page of the file, then the second one, which holds a part of the schema.
  for (const page of [bytes.length / 4096 - 1, 1]) {
    bytes.fill(0xa5, 4096 * page, 4096 * (page + 1));
    writeFileSync(path, bytes);
    const { ok, problems } = verifyGraph(path);
    expect(ok).toBe(false);
    expect(problems[0]?.check).toBe('file');
  }
});

test('the committed schema.sql is what the migrations make', () => {
  const committed = readFileSync(new URL('../../schema.sql', import.meta.url), 'utf8');
  expect(committed).toBe(dumpGraphSchema());
});
