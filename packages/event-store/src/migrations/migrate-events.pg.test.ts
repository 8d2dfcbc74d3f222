import { readFileSync } from 'node:fs';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyDatabase } from '../../test/temp-event-store.ts';
import { dumpEventSchema } from '../catalogue/dump-event-schema.ts';
import { openEventStore } from '../open-event-store.ts';
import { aggregates } from './aggregates.ts';
import { migrateEvents } from './migrate-events.ts';
import { planEventMigrations } from './plan-event-migrations.ts';
import { readMigrations } from './read-migrations.ts';

let database: Awaited<ReturnType<typeof emptyDatabase>>;
let sql: postgres.Sql;

/** A database of its own for the tests of one group, which build on each other. */
function freshDatabase() {
  beforeAll(async () => {
    database = await emptyDatabase();
    sql = postgres(database.url, { max: 1, onnotice: () => {} });
  });
  afterAll(async () => {
    await sql.end();
    await database.drop();
  });
}

const names = readMigrations().map(({ name }) => name);

/** Every relation outside the server's own; a write of any kind shows here. */
async function contents() {
  return sql<{ name: string }[]>`
    select n.nspname || '.' || c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
    order by 1`;
}

describe('an empty database', () => {
  freshDatabase();

  test('a preview writes nothing and says what would be done', async () => {
    const before = await contents();
    const plan = await planEventMigrations(database.url);
    expect(plan.pending.map(({ name }) => name)).toEqual(names);
    expect(plan.refreshes).toEqual(aggregates.map(({ name }) => name));
    expect(await contents()).toEqual(before);
  });

  test('several runs at once apply each migration once', async () => {
    const runs = await Promise.all(
      Array.from({ length: 4 }, () => migrateEvents({ url: database.url })),
    );
    expect(runs.flatMap(({ applied }) => applied)).toEqual(names);
    expect(new Set(runs.flatMap(({ refreshed }) => refreshed))).toEqual(
      new Set(aggregates.map(({ name }) => name)),
    );
    const plan = await planEventMigrations(database.url);
    expect(plan).toMatchObject({ pending: [], refreshes: [], rows: {}, expiring: {} });
    expect(plan.applied.map(({ name }) => name)).toEqual(names);
  });

  test('a further run finds nothing to do', async () => {
    const before = await contents();
    expect(await migrateEvents({ url: database.url })).toMatchObject({
      applied: [],
      refreshed: [],
    });
    expect(await contents()).toEqual(before);
  });

  test('a run that was cut off before its refreshes goes on with them', async () => {
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

  test('a migration that was changed after it was applied is detected', async () => {
    const [row] = await sql<{ hash: string }[]>`
      select hash from clew_internal.migration where name = '0001_event_and_enforcement'`;
    const setHash = (hash: string) => sql`
      update clew_internal.migration set hash = ${hash} where name = '0001_event_and_enforcement'`;
    await setHash('other');
    await expect(migrateEvents({ url: database.url })).rejects.toMatchObject({
      code: 'migration_changed',
      message: expect.stringContaining('0001_event_and_enforcement'),
    });
    await setHash(row?.hash ?? '');
  });

  test('a database newer than the code is refused by everything that opens it', async () => {
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
});

describe('a database with something in it', () => {
  freshDatabase();

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
    await sql`drop table event`;
  });

  test('a migration that fails leaves the database as it was', async () => {
    await sql`create extension if not exists timescaledb schema public`;
    await sql`create view event_volume_daily as select 1 as one`;
    const before = await contents();
    await expect(migrateEvents({ url: database.url })).rejects.toMatchObject({
      code: 'migration_failed',
      message: expect.stringMatching(
        /0010_hourly_and_daily_aggregates failed on .*event_volume_daily.*Nothing was changed/,
      ),
    });
    expect(await contents()).toEqual(before);
    await sql`drop view event_volume_daily`;
  });

  test('a user whose name is a schema gets the tables in public all the same', async () => {
    const [user] = await sql<{ name: string }[]>`select current_user as name`;
    await sql`create schema ${sql(user?.name ?? '')}`;
    await migrateEvents({ url: database.url });
    const found = await sql`select schemaname from pg_tables where tablename = 'event'`;
    expect(found.map(({ schemaname }) => schemaname)).toEqual(['public']);
  });
});

describe('schema.sql', () => {
  freshDatabase();

  test('rebuilds the schema: its own dump is the same', async () => {
    const dump = readFileSync(new URL('../../schema.sql', import.meta.url), 'utf8');
    await sql`create extension if not exists timescaledb schema public`;
    await sql.begin((transaction) => transaction.unsafe(dump));
    expect(await dumpEventSchema(database.url)).toBe(dump);
  });
});
