import { generateDrizzleJson } from 'drizzle-kit/api';
import { getTableName, getViewName, is } from 'drizzle-orm';
import { getTableConfig, getViewConfig, PgTable, PgView } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import * as schema from '../schema/index.ts';
import { dumpEventSchema } from './dump-event-schema.ts';
import { verifyEvents } from './verify-events.ts';

let store: TempEventStore;
beforeAll(async () => {
  store = await tempEventStore();
});
afterAll(() => store[Symbol.asyncDispose]());

test('schema.sql is what the migrations make', async () => {
  await expect(await dumpEventSchema(store.url)).toMatchFileSnapshot('../../schema.sql');
});

const tables = Object.values(schema).filter((entity) => is(entity, PgTable));
const views = Object.values(schema).filter((entity) => is(entity, PgView));

test('Drizzle knows every table and aggregate of the database', async () => {
  const relations = await store.events.sql<{ name: string }[]>`
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v')
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by 1`;
  expect([...tables.map(getTableName), ...views.map(getViewName)].sort()).toEqual(
    relations.map(({ name }) => name).sort(),
  );
});

test.each(tables.map((table) => [getTableName(table), table] as const))(
  'Drizzle describes the columns of %s as they are',
  async (name, table) => {
    const columns = await store.events.sql`
      select a.attname as name, format_type(a.atttypid, null) as type, a.attnotnull as not_null,
             d.oid is not null as has_default
      from pg_attribute a
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = ${name}::regclass and a.attnum > 0 and not a.attisdropped`;
    const described = getTableConfig(table).columns.map((column) => ({
      name: column.name,
      type: column.getSQLType(),
      not_null: column.notNull,
      has_default: column.hasDefault,
    }));
    expect(byName(described)).toEqual(byName([...columns].map((column) => ({ ...column }))));
  },
);

test.each(views.map((view) => [getViewName(view), view] as const))(
  'Drizzle describes the columns of the aggregate %s as they are',
  async (name, view) => {
    const columns = await store.events.sql`
      select a.attname as name, format_type(a.atttypid, null) as type
      from pg_attribute a where a.attrelid = ${name}::regclass and a.attnum > 0`;
    const described = Object.entries(getViewConfig(view).selectedFields).map(([column, field]) => ({
      name: column,
      type: (field as { getSQLType(): string }).getSQLType(),
    }));
    expect(byName(described)).toEqual(byName([...columns].map((column) => ({ ...column }))));
  },
);

interface SnapshotTable {
  readonly name: string;
  readonly compositePrimaryKeys: object;
  readonly uniqueConstraints: object;
  readonly indexes: object;
  readonly foreignKeys: object;
}

test('Drizzle describes keys and indexes as they are', async () => {
  const snapshot = generateDrizzleJson(schema).tables as Readonly<Record<string, SnapshotTable>>;
  const described = Object.values(snapshot).flatMap((table) =>
    [table.compositePrimaryKeys, table.uniqueConstraints, table.indexes, table.foreignKeys].flatMap(
      (group) => Object.keys(group).map((key) => `${table.name}.${key}`),
    ),
  );
  const single = tables.flatMap((table) =>
    getTableConfig(table)
      .primaryKeys.filter(({ columns }) => columns.length === 1)
      .map((key) => `${getTableName(table)}.${key.getName()}`),
  );
  const rows = await store.events.sql<{ name: string }[]>`
    select conrelid::regclass || '.' || conname as name from pg_constraint r
    join pg_class c on c.oid = r.conrelid
    where r.contype in ('p', 'u', 'f') and c.relnamespace = 'public'::regnamespace
    union
    select i.indrelid::regclass || '.' || x.relname
    from pg_index i join pg_class x on x.oid = i.indexrelid join pg_class c on c.oid = i.indrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`;
  expect([...new Set([...described, ...single])].sort()).toEqual(
    rows.map(({ name }) => name).sort(),
  );
});

test('a migrated database verifies', async () => {
  expect(await verifyEvents(store.url)).toMatchObject({ ok: true, deviations: [] });
});

test.each([
  [
    'chunk interval',
    `select set_chunk_time_interval('event', interval '3 days')`,
    `select set_chunk_time_interval('event', interval '1 day')`,
    'hypertable: event',
    'different',
  ],
  [
    'retention policy',
    `select remove_retention_policy('enforcement')`,
    `select add_retention_policy('enforcement', drop_after => interval '90 days')`,
    'retention policy: enforcement',
    'missing',
  ],
  [
    'compression policy',
    `call remove_columnstore_policy('worker_history')`,
    `call add_columnstore_policy('worker_history', after => interval '7 days')`,
    'columnstore policy: worker_history',
    'missing',
  ],
  [
    'compression setting',
    `alter table event set (timescaledb.segmentby = '')`,
    `alter table event set (timescaledb.segmentby = 'trigger_ref')`,
    'columnstore: event',
    'different',
  ],
  [
    'aggregate',
    `alter materialized view event_volume_daily set (timescaledb.materialized_only = true)`,
    `alter materialized view event_volume_daily set (timescaledb.materialized_only = false)`,
    'aggregate: event_volume_daily',
    'different',
  ],
  [
    'trigger',
    `alter table execution disable trigger record_execution_update`,
    `alter table execution enable trigger record_execution_update`,
    'trigger: execution.record_execution_update',
    'different',
  ],
  [
    'column default',
    `alter table event alter column depth set default 1`,
    `alter table event alter column depth set default 0`,
    'table: event',
    'different',
  ],
  [
    'index',
    `drop index execution_queue_idx`,
    `create index execution_queue_idx on execution (priority desc, available_at, id) where status in ('requested', 'scheduled')`,
    'index: execution.execution_queue_idx',
    'missing',
  ],
])('verification names a deviating %s', async (_what, deviate, restore, object, problem) => {
  await store.events.sql.unsafe(deviate);
  const deviating = await verifyEvents(store.url);
  await store.events.sql.unsafe(restore);
  expect(deviating.ok).toBe(false);
  expect(deviating.deviations).toEqual([expect.objectContaining({ object, problem })]);
});

test('verification reports a foreign table without failing for it', async () => {
  await store.events.sql`create table report (day date)`;
  const verification = await verifyEvents(store.url);
  await store.events.sql`drop table report`;
  expect(verification.ok).toBe(true);
  expect(verification.deviations).toEqual([
    {
      object: 'table: report',
      problem: 'unexpected',
      expected: null,
      found: 'create table report (\n  day date\n);',
    },
  ]);
});

function byName<T extends { readonly name?: unknown }>(rows: readonly T[]): readonly T[] {
  return [...rows].sort((a, b) => (String(a.name) < String(b.name) ? -1 : 1));
}
