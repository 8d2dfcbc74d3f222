import { join } from 'node:path';
import { tempDir } from '@clew/testing/temp-dir';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { folderState } from '../../test/folder-state.ts';
import { graphAt } from '../../test/graph-at.ts';
import { plantBaseline, spreadOrphans } from '../../test/planted-baseline.ts';
import { adoptGraph } from './adopt-graph.ts';
import { migrateGraph } from './migrate-graph.ts';
import { listMigrations } from './migration-list.ts';
import { planGraphMigration } from './plan-graph-migration.ts';

const names = listMigrations().map((migration) => migration.name);

test('where there is no graph, the plan is to create one, and nothing is created', async () => {
  await using folder = await tempDir();
  const plan = planGraphMigration(join(folder.path, 'none', 'graph.db'));
  expect(plan).toMatchObject({ action: 'create', applied: [], pending: names });
  expect(folderState(folder.path)).toEqual([]);
});

test('for a graph that is up to date there is nothing to do', async () => {
  await using folder = await tempDir();
  const path = join(folder.path, 'graph.db');
  migrateGraph({ path });
  const before = folderState(folder.path);
  expect(planGraphMigration(path)).toMatchObject({ action: 'none', applied: names, pending: [] });
  expect(folderState(folder.path)).toEqual(before);
});

test('the plan for an older graph counts what the migration then does, and writes nothing', async () => {
  await using folder = await tempDir();
  const path = join(folder.path, 'graph.db');
  graphAt(path, '0000', (db) => {
    db.exec(`
      insert into symbols (fqn, kind, name) values ('a.A', 'class', 'A');
      insert into edges (from_fqn, to_fqn, relation) values ('a.A', 'gone', 'calls');
      insert into summaries (target_fqn, summary) values ('gone', 's'), ('a.A', 's');
    `);
  });
  const before = folderState(folder.path);
  const plan = planGraphMigration(path);
  expect(folderState(folder.path)).toEqual(before);
  expect(plan).toMatchObject({ action: 'migrate', applied: names.slice(0, 1) });
  expect(plan.quarantined.map(({ type, count }) => [type, count])).toEqual([
    ['edge_to', 1],
    ['summary', 1],
  ]);
  const result = migrateGraph({ path });
  expect(result.quarantined).toEqual(plan.quarantined);
  expect(result.tables).toEqual(plan.tables);
  expect(result.applied).toEqual(plan.pending);
});

test('the plan for a database of the older system counts what adoption then does', async () => {
  await using folder = await tempDir();
  const source = join(folder.path, 'older.db');
  plantBaseline(source, {
    symbols: 100,
    edges: 500,
    knowledge: 10,
    orphans: spreadOrphans(45),
    edgesWithoutEnds: 1,
  });
  const before = folderState(folder.path);
  const plan = planGraphMigration(source);
  expect(folderState(folder.path)).toEqual(before);
  const adoption = adoptGraph({ source, target: join(folder.path, 'graph.db') });
  expect(plan.action).toBe('adopt');
  expect(adoption.quarantined).toEqual(plan.quarantined);
  expect(adoption.tables).toEqual(plan.tables);
});

test('a plan leaves the log of a running writer alone, and sees what is in it', async () => {
  await using folder = await tempDir();
  const path = join(folder.path, 'graph.db');
  graphAt(path, '0002');
  const writer = new Database(path);
  writer.exec(`insert into symbols (fqn, kind, name) values ('a', 'class', 'a')`);
  const before = folderState(folder.path);
  expect(before.map((line) => line.split(' ')[0])).toEqual([
    'graph.db',
    'graph.db-shm',
    'graph.db-wal',
  ]);
  const plan = planGraphMigration(path);
  expect(folderState(folder.path)).toEqual(before);
  expect(plan.tables).toContainEqual(expect.objectContaining({ table: 'symbols', rows_before: 1 }));
  writer.close();
});
