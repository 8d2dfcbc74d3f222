import { join } from 'node:path';
import { tempDir } from '@clew/testing/temp-dir';
import { expect, test } from 'vitest';
import { emptyGraph } from '../../test/facts.ts';
import { graphAt } from '../../test/graph-at.ts';
import { openGraph } from '../open-graph.ts';
import { listGraphMigrations } from './list-graph-migrations.ts';
import { migrateGraph } from './migrate-graph.ts';
import { listMigrations } from './migration-list.ts';

const names = listMigrations().map(({ name }) => name);

test('a graph of today lists every migration in order, with the time it was applied', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  const { applied, pending } = listGraphMigrations({ ctx: { graph } });
  expect(applied.map(({ name }) => name)).toEqual(names);
  for (const { applied_at } of applied) {
    expect(new Date(applied_at).toISOString()).toBe(applied_at);
  }
  expect(pending).toEqual([]);
  graph.close();
});

test('an older graph that was brought here keeps the times of its first migrations', async () => {
  await using folder = await tempDir();
  const path = join(folder.path, 'graph.db');
  graphAt(path, '0003');
  migrateGraph({ path });
  const graph = openGraph(path);
  const { applied } = listGraphMigrations({ ctx: { graph } });
  const old = applied.filter(({ applied_at }) => applied_at === '2026-01-01T00:00:00.000Z');
  expect(old.map(({ name }) => name)).toEqual(names.slice(0, 4));
  graph.close();
});

test('what the journal does not name is still to be applied', async () => {
  await using folder = await tempDir();
  const graph = emptyGraph(folder.path);
  graph.sqlite.exec(
    'delete from schema_migrations where ordinal = (select max(ordinal) from schema_migrations)',
  );
  expect(listGraphMigrations({ ctx: { graph } }).pending).toEqual(names.slice(-1));
  graph.close();
});
