import {
  type Enforcement,
  enforcementSchema,
  eventSchema,
  historyEntityTypeSchema,
} from '@clew/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nextNotification } from '../test/next-notification.ts';
import { type TempEventStore, tempEventStore } from '../test/temp-event-store.ts';
import { createEnforcement } from './enforcements/create-enforcement.ts';
import { getEnforcement } from './enforcements/get-enforcement.ts';
import { resolveEnforcement } from './enforcements/resolve-enforcement.ts';
import { createEvents } from './events/create-events.ts';
import { getEvent } from './events/get-event.ts';
import { getExecution } from './executions/get-execution.ts';
import { requestExecution } from './executions/request-execution.ts';
import { listHistory } from './history/list-history.ts';

// One test for each decision of the document that this store was founded on, named after it.

let store: TempEventStore;
let ctx: { readonly events: TempEventStore['events'] };
beforeAll(async () => {
  store = await tempEventStore();
  ctx = { events: store.events };
});
afterAll(() => store[Symbol.asyncDispose]());

async function newEvent(trigger_ref = 'seed.event'): Promise<number> {
  const [receipt] = await createEvents({ ctx, input: { events: [{ trigger_ref }] } });
  return receipt?.id ?? 0;
}

function newEnforcement(event: number | null = null): Promise<Enforcement> {
  return createEnforcement({
    ctx,
    input: { rule_ref: 'seed.rule', trigger_ref: 'seed.event', event },
  });
}

async function relations(names: readonly string[]): Promise<readonly string[]> {
  const rows = await store.events.sql<{ name: string }[]>`
    select relname as name from pg_class where relname = any (${names}::text[])`;
  return rows.map(({ name }) => name);
}

async function columnsOf(table: string): Promise<readonly string[]> {
  const rows = await store.events.sql<{ name: string }[]>`
    select attname as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped`;
  return rows.map(({ name }) => name);
}

describe('events', () => {
  test('event created timestamp auto set', async () => {
    const [clock] = await store.events.sql<{ now: string }[]>`select clock_timestamp() as now`;
    const event = await getEvent({ ctx, input: { id: await newEvent() } });
    expect(event.created >= (clock?.now ?? '')).toBe(true);
    expect(Date.parse(event.created) - Date.parse(clock?.now ?? '')).toBeLessThan(60_000);
  });

  test('event has no updated column, neither in the table nor in the answer', async () => {
    expect(await columnsOf('event')).not.toContain('updated');
    expect(Object.keys(eventSchema.shape)).not.toContain('updated');
    expect(await getEvent({ ctx, input: { id: await newEvent() } })).not.toHaveProperty('updated');
  });

  test.each([
    ['an update', `update event set payload = '{}' where id = $1`],
    ['an update that finds no row', `update event set payload = '{}' where id = -$1::bigint`],
    [
      'an upsert',
      `insert into event (id, created, trigger_ref) select id, created, trigger_ref from event where id = $1
       on conflict (id, created) do update set payload = '{}'`,
    ],
  ])('event is immutable: %s is refused', async (_what, statement) => {
    const id = await newEvent();
    await expect(store.events.sql.unsafe(statement, [id])).rejects.toMatchObject({
      code: '23001',
      message: 'event rows are immutable: they can be inserted and deleted, never updated',
    });
    expect(await getEvent({ ctx, input: { id } })).toMatchObject({ id, payload: {} });
  });

  test('event is immutable: an update of a chunk itself is refused', async () => {
    const id = await newEvent();
    const [row] = await store.events.sql<{ chunk: string }[]>`
      select tableoid::regclass::text as chunk from event where id = ${id}::bigint`;
    await expect(
      store.events.sql.unsafe(`update ${row?.chunk} set payload = '[]' where id = ${id}`),
    ).rejects.toMatchObject({ code: '23001' });
  });

  test('delete event: enforcement retains event id', async () => {
    const event = await newEvent();
    const { id } = await newEnforcement(event);
    expect(await getEnforcement({ ctx, input: { id } })).toMatchObject({
      event: { id: event, state: 'present' },
    });
    await store.events.sql`delete from event where id = ${event}::bigint`;
    expect(await getEnforcement({ ctx, input: { id } })).toMatchObject({
      event: { id: event, state: 'expired' },
    });
  });
});

describe('enforcements', () => {
  test('create enforcement with nonexistent event succeeds', async () => {
    const { id } = await newEnforcement(999_999);
    expect(await getEnforcement({ ctx, input: { id } })).toMatchObject({
      status: 'created',
      event: { id: 999_999, state: 'expired' },
    });
  });

  test('enforcement resolved_at lifecycle', async () => {
    const created = await newEnforcement();
    expect(created).toMatchObject({ status: 'created', resolved_at: null });
    const processed = await resolveEnforcement({
      ctx,
      input: { id: created.id, status: 'processed' },
    });
    expect(processed.status).toBe('processed');
    expect((processed.resolved_at ?? '') >= created.created).toBe(true);
    const other = await newEnforcement();
    const disabled = await resolveEnforcement({
      ctx,
      input: { id: other.id, status: 'disabled', error: 'rule seed.rule is disabled' },
    });
    expect(disabled).toMatchObject({
      status: 'disabled',
      resolved_at: expect.any(String),
      error: 'rule seed.rule is disabled',
    });
  });

  test('enforcement has resolved_at instead of updated', async () => {
    const columns = await columnsOf('enforcement');
    expect(columns).toContain('resolved_at');
    expect(columns).not.toContain('updated');
    expect(Object.keys(enforcementSchema.shape)).toContain('resolved_at');
    expect(Object.keys(enforcementSchema.shape)).not.toContain('updated');
  });

  test('enforcement is updated exactly once', async () => {
    const { id } = await newEnforcement();
    const first = await resolveEnforcement({ ctx, input: { id, status: 'processed' } });
    await expect(
      resolveEnforcement({ ctx, input: { id, status: 'disabled' } }),
    ).rejects.toMatchObject({ code: 'enforcement_resolved', problem: 'conflict' });
    await expect(
      store.events.sql`
        update enforcement set status = 'disabled', resolved_at = clock_timestamp()
        where id = ${id}::bigint`,
    ).rejects.toMatchObject({ code: '23001', message: expect.stringContaining('only once') });
    expect(await getEnforcement({ ctx, input: { id } })).toEqual(first);
  });

  test.each([
    ['payload', `payload = '{"x":1}'`],
    ['event', 'event = 1'],
    ['rule_ref', `rule_ref = 'seed.other'`],
  ])('enforcement: %s cannot change along with the status', async (_column, change) => {
    const { id } = await newEnforcement();
    await expect(
      store.events.sql.unsafe(
        `update enforcement set status = 'processed', resolved_at = clock_timestamp(), ${change} where id = ${id}`,
      ),
    ).rejects.toMatchObject({ code: '23001' });
    expect(await getEnforcement({ ctx, input: { id } })).toMatchObject({ status: 'created' });
  });

  test.each([
    ['a status without resolved_at', `status = 'processed'`],
    ['resolved_at before created', `status = 'processed', resolved_at = created - interval '1 s'`],
  ])('enforcement: %s is refused by a check', async (_what, change) => {
    const { id } = await newEnforcement();
    await expect(
      store.events.sql.unsafe(`update enforcement set ${change} where id = ${id}`),
    ).rejects.toMatchObject({ code: '23514' });
  });

  test('enforcement: resolved_at while the status stays created is refused', async () => {
    const { id } = await newEnforcement();
    await expect(
      store.events.sql`update enforcement set resolved_at = now() where id = ${id}::bigint`,
    ).rejects.toMatchObject({ code: '23001' });
  });

  test('execution.enforcement is a plain number that may dangle', async () => {
    const enforcement = await newEnforcement();
    const { id } = await requestExecution({
      ctx,
      input: { action_ref: 'core.log', cause: { enforcement: enforcement.id } },
    });
    await store.events.sql`delete from enforcement where id = ${enforcement.id}::bigint`;
    expect(await getExecution({ ctx, input: { id } })).toMatchObject({
      enforcement: { id: enforcement.id, state: 'expired' },
    });
  });
});

describe('history', () => {
  test('history entity types are execution and worker only', () => {
    expect(historyEntityTypeSchema.options).toEqual(['execution', 'worker']);
    for (const gone of ['event', 'enforcement']) {
      expect(historyEntityTypeSchema.safeParse(gone).success).toBe(false);
    }
  });

  test('history of events and enforcements cannot be listed', async () => {
    for (const entity_type of ['event', 'enforcement']) {
      await expect(
        listHistory({ ctx, input: { entity_type: entity_type as 'execution' } }),
      ).rejects.toMatchObject({ code: 'invalid_input' });
    }
  });

  test('event_history and enforcement_history do not exist', async () => {
    expect(
      await relations([
        'event_history',
        'enforcement_history',
        'execution_history',
        'worker_history',
      ]),
    ).toEqual(expect.not.arrayContaining(['event_history', 'enforcement_history']));
  });
});

describe('notifications', () => {
  test('enforcement notifications carry resolved_at instead of updated', async () => {
    const created = await nextNotification(store.events, 'enforcement_created', () =>
      newEnforcement(),
    );
    expect(created.payload).toMatchObject({
      count: 1,
      items: [{ id: created.result.id, status: 'created', resolved_at: null }],
    });
    const { id } = created.result;
    const resolved = await nextNotification(store.events, 'enforcement_status_changed', () =>
      resolveEnforcement({ ctx, input: { id, status: 'processed' } }),
    );
    const [item] = resolved.payload.items ?? [];
    expect(item).toMatchObject({ id, old_status: 'created', status: 'processed' });
    expect(Date.parse(String(item?.resolved_at))).toBe(
      Date.parse(resolved.result.resolved_at ?? ''),
    );
    expect(JSON.stringify(resolved.payload)).not.toContain('updated');
  });
});

describe('hypertables', () => {
  test.each([
    ['event', 'created', '1 day', 'trigger_ref', 'created DESC,id DESC', '7 days', '90 days'],
    ['enforcement', 'created', '1 day', 'rule_ref', 'created DESC,id DESC', '7 days', '90 days'],
    [
      'execution_history',
      'time',
      '1 day',
      'entity_ref',
      '"time" DESC,id DESC',
      '7 days',
      '90 days',
    ],
    ['worker_history', 'time', '7 days', 'entity_ref', '"time" DESC,id DESC', '7 days', '180 days'],
    ['graph_history', 'time', '7 days', 'codebase', 'seq DESC,"time" DESC', '7 days', '365 days'],
  ])(
    '%s is partitioned, compressed and dropped by time',
    async (table, column, chunk, segmentby, orderby, compress, retain) => {
      const [found] = await store.events.sql`
        select d.column_name, d.time_interval::text, s.segmentby, s.orderby,
               (select config ->> 'compress_after' from timescaledb_information.jobs
                where hypertable_name = ${table} and proc_name = 'policy_compression') as compress,
               (select config ->> 'drop_after' from timescaledb_information.jobs
                where hypertable_name = ${table} and proc_name = 'policy_retention') as retain
        from timescaledb_information.dimensions d
        join timescaledb_information.hypertable_columnstore_settings s
          on s.hypertable = d.hypertable_name::regclass
        where d.hypertable_name = ${table}`;
      expect(found).toEqual({
        column_name: column,
        time_interval: chunk,
        segmentby,
        orderby,
        compress,
        retain,
      });
    },
  );

  test('composite primary key (id, created) on both tables', async () => {
    const keys = await store.events.sql<{ table_name: string; key: string }[]>`
      select conrelid::regclass::text as table_name, pg_get_constraintdef(oid) as key
      from pg_constraint
      where contype = 'p' and conrelid in ('event'::regclass, 'enforcement'::regclass)
      order by 1`;
    expect([...keys]).toEqual([
      { table_name: 'enforcement', key: 'PRIMARY KEY (id, created)' },
      { table_name: 'event', key: 'PRIMARY KEY (id, created)' },
    ]);
  });

  test('no foreign key touches a hypertable, in or out', async () => {
    const keys = await store.events.sql`
      select r.conname from pg_constraint r
      join timescaledb_information.hypertables h
        on h.hypertable_schema = 'public'
        and h.hypertable_name::regclass::oid in (r.conrelid, r.confrelid)
      where r.contype = 'f'`;
    expect([...keys]).toEqual([]);
  });

  test('event_volume_hourly and enforcement_volume_hourly count the tables themselves', async () => {
    const sources = await store.events.sql<{ view: string; source: string }[]>`
      select view_name as view, hypertable_name as source
      from timescaledb_information.continuous_aggregates
      where view_name in ('event_volume_hourly', 'enforcement_volume_hourly') order by 1`;
    expect([...sources]).toEqual([
      { view: 'enforcement_volume_hourly', source: 'enforcement' },
      { view: 'event_volume_hourly', source: 'event' },
    ]);
  });
});
