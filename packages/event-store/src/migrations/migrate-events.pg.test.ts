import { readFileSync } from 'node:fs';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { emptyDatabase } from '../../test/temp-event-store.ts';
import { dumpEventSchema } from '../catalogue/dump-event-schema.ts';
import { openEventStore } from '../open-event-store.ts';
import { aggregates } from './aggregates.ts';
import { migrateEvents } from './migrate-events.ts';
import { planEventMigrations } from './plan-event-migrations.ts';
import { readMigrations } from './read-migrations.ts';

let database: Awaited<ReturnType<typeof emptyDatabase>>;
let sql: postgres.Sql;

beforeEach(async () => {
  database = await emptyDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
});

afterEach(async () => {
  await sql.end();
  await database.drop();
});

const names = readMigrations().map(({ name }) => name);

/** Every relation and every schema outside the server's own; a write of any kind shows here. */
async function contents() {
  return sql<{ name: string }[]>`
    select n.nspname || '.' || c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
    order by 1`;
}

test('a preview writes nothing and says what would be done', async () => {
  const before = await contents();
  const plan = await planEventMigrations(database.url);
  expect(plan.pending.map(({ name }) => name)).toEqual(names);
  expect(plan.refreshes).toEqual(aggregates.map(({ name }) => name));
  expect(await contents()).toEqual(before);
});

test('an empty database gets everything, and a second run finds nothing to do', async () => {
  const first = await migrateEvents({ url: database.url });
  expect(first.applied).toEqual(names);
  expect(first.refreshed).toEqual(aggregates.map(({ name }) => name));
  const second = await migrateEvents({ url: database.url });
  expect(second).toMatchObject({ applied: [], refreshed: [] });
  const plan = await planEventMigrations(database.url);
  expect(plan).toMatchObject({ pending: [], refreshes: [], rows: {}, expiring: {} });
  expect(plan.applied.map(({ name }) => name)).toEqual(names);
});

test('several runs at once apply each migration once', async () => {
  const runs = await Promise.all(
    Array.from({ length: 5 }, () => migrateEvents({ url: database.url })),
  );
  expect(runs.flatMap(({ applied }) => applied)).toEqual(names);
  const journal = await sql`select name from clew_internal.migration order by name`;
  expect(journal.map(({ name }) => name)).toEqual(names);
});

test('a migration that fails leaves the database as it was', async () => {
  await sql`create view event_volume_daily as select 1 as one`;
  const before = await contents();
  await expect(migrateEvents({ url: database.url })).rejects.toMatchObject({
    code: 'migration_failed',
    message: expect.stringMatching(
      /0010_hourly_and_daily_aggregates failed on .*event_volume_daily.*Nothing was changed/,
    ),
  });
  // TimescaleDB itself is created in the same transaction, so it is gone as well.
  expect(await contents()).toEqual(before);
});

test('tables of someone else are never touched', async () => {
  await sql`create table event (id integer)`;
  for (const attempt of [
    () => planEventMigrations(database.url),
    () => migrateEvents({ url: database.url }),
  ]) {
    await expect(attempt()).rejects.toMatchObject({
      code: 'schema_foreign',
      message: expect.stringContaining('did not make: event'),
    });
  }
});

test('a database newer than the code is refused by everything that opens it', async () => {
  await migrateEvents({ url: database.url });
  await sql`insert into clew_internal.migration (name, hash) values ('9999_from_the_future', '')`;
  for (const attempt of [
    () => planEventMigrations(database.url),
    () => migrateEvents({ url: database.url }),
    () => openEventStore({ url: database.url }),
  ]) {
    await expect(attempt()).rejects.toMatchObject({
      code: 'schema_newer',
      message: expect.stringContaining('9999_from_the_future'),
    });
  }
});

test('a migration that was changed after it was applied is detected', async () => {
  await migrateEvents({ url: database.url, until: '0003_notify_triggers' });
  await sql`update clew_internal.migration set hash = 'other' where name = '0001_event_and_enforcement'`;
  await expect(migrateEvents({ url: database.url })).rejects.toMatchObject({
    code: 'migration_changed',
    message: expect.stringContaining('0001_event_and_enforcement'),
  });
});

test('a run that was cut off before its refreshes goes on with them', async () => {
  await migrateEvents({ url: database.url });
  await sql`delete from clew_internal.refreshed_aggregate where name like 'event_volume%'`;
  expect((await planEventMigrations(database.url)).refreshes).toEqual([
    'event_volume_hourly',
    'event_volume_daily',
  ]);
  expect(await migrateEvents({ url: database.url })).toMatchObject({
    applied: [],
    refreshed: ['event_volume_hourly', 'event_volume_daily'],
  });
});

test('a user whose name is a schema gets the tables in public all the same', async () => {
  const [user] = await sql<{ name: string }[]>`select current_user as name`;
  await sql`create schema ${sql(user?.name ?? '')}`;
  await migrateEvents({ url: database.url });
  const found = await sql`select schemaname from pg_tables where tablename = 'event'`;
  expect(found.map(({ schemaname }) => schemaname)).toEqual(['public']);
});

test('the dump of the schema rebuilds it: its own dump is the same', async () => {
  const dump = readFileSync(new URL('../../schema.sql', import.meta.url), 'utf8');
  await sql`create extension if not exists timescaledb schema public`;
  await sql.begin((transaction) => transaction.unsafe(dump));
  expect(await dumpEventSchema(database.url)).toBe(dump);
});
