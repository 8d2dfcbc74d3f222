import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyDatabase } from '../../test/temp-event-store.ts';
import { getEnforcement } from '../enforcements/get-enforcement.ts';
import { listEnforcements } from '../enforcements/list-enforcements.ts';
import { getEvent } from '../events/get-event.ts';
import { getExecution } from '../executions/get-execution.ts';
import { type EventStore, openEventStore } from '../open-event-store.ts';
import { migrateEvents } from './migrate-events.ts';
import { planEventMigrations } from './plan-event-migrations.ts';

/**
 * An older database: plain tables with foreign keys, numbered ids, `updated` columns, and history tables
 * of events and enforcements. It is filled twice, before and after ids carry their time, with a day's
 * rows on every third day of a hundred, and then converted.
 */
const days = 34;
const perDay = 60;
/** Those of the days that are more than ninety days ago: the 90th, 93rd, 96th and 99th. */
const expiredDays = 4;

let database: Awaited<ReturnType<typeof emptyDatabase>>;
let sql: postgres.Sql;
let events: EventStore;
let before: Awaited<ReturnType<typeof fingerprint>>;

beforeAll(async () => {
  database = await emptyDatabase();
  sql = postgres(database.url, { max: 1, onnotice: () => {} });
  await migrateEvents({ url: database.url, until: '0004_entity_history' });
  await fillWithNumberedIds();
  await migrateEvents({ url: database.url, until: '0005_time_ordered_ids' });
  await fillWithMintedIds();
  // As the columnstore policy of the older database would have done.
  await sql`select count(compress_chunk(c)) from show_chunks('event_history') as c`;
  before = await fingerprint();
});

afterAll(async () => {
  await events?.close();
  await sql.end();
  await database.drop();
});

async function fillWithNumberedIds() {
  await sql`insert into trigger (ref, label) select 'older.t' || i, 'T' from generate_series(0, 4) as i`;
  await sql`
    insert into rule (ref, label, trigger, trigger_ref, action_ref)
    select 'older.r' || i, 'R', t.id, t.ref, 'core.log'
    from generate_series(0, 4) as i join trigger t on t.ref = 'older.t' || i`;
  await sql`
    insert into event (trigger, trigger_ref, payload, config, created, updated)
    select t.id, t.ref, jsonb_build_object('n', n, 'text', repeat('x', n % 2000), 'at', at),
           case when n % 3 = 0 then '[1, "two", null]'::jsonb end, at, at
    from generate_series(0, ${days * perDay - 1}::integer) as n
    cross join lateral (
      select now() - interval '1 hour' - (n / ${perDay}::integer) * interval '3 days'
                   - (n % ${perDay}::integer) * interval '1 minute' as at
    ) as moments
    join trigger t on t.ref = 'older.t' || n % 5
    order by n`;
  await sql`
    insert into enforcement (rule, rule_ref, trigger_ref, event, payload, status, created, updated)
    select r.id, r.ref, e.trigger_ref, e.id, e.payload, 'created', e.created + interval '1 second',
           e.created + interval '1 second'
    from event e join rule r on r.trigger = e.trigger
    where e.id % 2 = 0`;
  // `updated` is set by a trigger of the older database, so the transition has its real moment.
  await sql`update enforcement set status = 'processed' where id % 4 <> 0`;
  await sql`update enforcement set status = 'disabled' where id % 4 = 0 and id % 3 = 0`;
  await sql`
    insert into execution (action_ref, enforcement)
    select 'core.log', id from enforcement where status = 'processed'`;
}

async function fillWithMintedIds() {
  await sql`
    insert into event (trigger_ref, payload, created, updated)
    select 'younger.t' || n % 3, jsonb_build_object('n', n), at, at
    from generate_series(1, ${days}::integer) as n
    cross join lateral (select now() - n * interval '1 hour' as at) as moments`;
  await sql`insert into event (trigger_ref, payload) values ('younger.now', '"\\u00e9"')`;
  await sql`update event set id = clew_internal.mint_id(created) where trigger_ref like 'younger.t%'`;
}

/** What must survive: every value of every row that the conversion touches, by id. */
async function fingerprint() {
  const [row] = await sql<Record<string, string>[]>`
    select
      (select count(*) from event)::integer as events,
      (select md5(string_agg(to_jsonb(x)::text, E'\n' order by id)) from
        (select id, trigger, trigger_ref, config, payload, source, source_ref, rule, rule_ref, created
         from event) as x) as event_values,
      (select count(*) from enforcement)::integer as enforcements,
      (select md5(string_agg(to_jsonb(x)::text, E'\n' order by id)) from
        (select id, rule, rule_ref, trigger_ref, config, event, status, payload, condition, conditions,
                created
         from enforcement) as x) as enforcement_values,
      (select md5(string_agg(to_jsonb(x)::text, E'\n' order by id)) from
        (select id, action_ref, enforcement, status from execution) as x) as execution_values`;
  return row;
}

test('the preview counts the rows that will be converted', async () => {
  const plan = await planEventMigrations(database.url);
  expect(plan.rows).toEqual({
    event: days * perDay + days + 1,
    event_history: days * perDay + days + 1,
    enforcement: (days * perDay) / 2,
    enforcement_history: expect.any(Number),
  });
  expect(plan.expiring).toEqual({
    event: expiredDays * perDay,
    enforcement: (expiredDays * perDay) / 2,
  });
});

test('a conversion that fails half-way leaves the older database whole', async () => {
  await sql`create view graph_history as select 1 as one`;
  await expect(migrateEvents({ url: database.url })).rejects.toMatchObject({
    code: 'migration_failed',
  });
  await sql`drop view graph_history`;
  expect(await fingerprint()).toEqual(before);
  const [older] = await sql`
    select (select count(*) from event where updated is not null)::integer as with_updated,
           (select count(*) from event_history)::integer as history,
           (select count(*) from timescaledb_information.hypertables
            where hypertable_name in ('event', 'enforcement'))::integer as hypertables`;
  expect(older).toMatchObject({
    with_updated: days * perDay + days + 1,
    history: days * perDay + days + 1,
    hypertables: 0,
  });
});

test('converting loses no row and changes no value', async () => {
  const resolved = await sql`
    select id, updated from enforcement where status <> 'created' order by id`;
  await migrateEvents({ url: database.url });
  events = await openEventStore({ url: database.url });

  expect(await fingerprint()).toEqual(before);
  const chunks = await sql`
    select hypertable_name as name, num_chunks::integer as chunks
    from timescaledb_information.hypertables
    where hypertable_name in ('event', 'enforcement') order by 1`;
  for (const { chunks: count } of chunks) expect(count).toBeGreaterThanOrEqual(days);

  const converted = await sql`
    select id, resolved_at as updated from enforcement where resolved_at is not null order by id`;
  expect([...converted]).toEqual([...resolved]);
});

test('the tables have become what the seed asks for', async () => {
  const columns = await sql<{ name: string }[]>`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and column_name in ('updated', 'resolved_at')
      and table_name in ('event', 'enforcement')`;
  expect(columns.map(({ name }) => name)).toEqual(['enforcement.resolved_at']);
  const foreignKeys = await sql`
    select conname from pg_constraint
    where contype = 'f' and (conrelid in ('event'::regclass, 'enforcement'::regclass)
                             or confrelid in ('event'::regclass, 'enforcement'::regclass))`;
  expect([...foreignKeys]).toEqual([]);
  const history = await sql`
    select relname from pg_class where relname in ('event_history', 'enforcement_history')`;
  expect([...history]).toEqual([]);
});

test('rows that were numbered are found by their ids, and so is what refers to them', async () => {
  const ctx = { events };
  const [sample] = await sql<{ id: string; event: string; execution: string }[]>`
    select e.id, e.event, x.id as execution
    from enforcement e join execution x on x.enforcement = e.id
    order by e.id limit 1`;
  const id = Number(sample?.id);
  expect(id).toBeLessThan(days * perDay);
  const enforcement = await getEnforcement({ ctx, input: { id } });
  expect(enforcement).toMatchObject({
    status: 'processed',
    event: { id: Number(sample?.event), state: 'present' },
  });
  expect(await getEvent({ ctx, input: { id: Number(sample?.event) } })).toMatchObject({
    payload: enforcement.payload,
  });
  expect(await getExecution({ ctx, input: { id: Number(sample?.execution) } })).toMatchObject({
    enforcement: { id, state: 'present' },
  });
  const ofEvent = await listEnforcements({ ctx, input: { event: Number(sample?.event) } });
  expect(ofEvent.items.map((item) => item.id)).toEqual([id]);
});

test('enforcements that were pending are queued, the others can never fire again', async () => {
  const [counts] = await sql`
    select (select count(*) from enforcement where status = 'created')::integer as pending,
           (select count(*) from enforcement_key where pending)::integer as queued,
           (select count(*) from enforcement)::integer as enforcements,
           (select count(*) from enforcement_key)::integer as keys`;
  expect(counts?.pending).toBeGreaterThan(0);
  expect(counts?.queued).toBe(counts?.pending);
  expect(counts?.keys).toBe(counts?.enforcements);
});

test('the aggregates count the converted rows', async () => {
  const [counts] = await sql`
    select (select sum(event_count) from event_volume_hourly)::integer as hourly,
           (select sum(event_count) from event_volume_daily)::integer as daily,
           (select sum(enforcement_count) from enforcement_volume_daily)::integer as enforcements`;
  expect(counts).toEqual({
    hourly: days * perDay + days + 1,
    daily: days * perDay + days + 1,
    enforcements: (days * perDay) / 2,
  });
});
