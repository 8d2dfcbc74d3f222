import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { getEnforcement } from '../enforcements/get-enforcement.ts';
import { listEnforcements } from '../enforcements/list-enforcements.ts';
import { getEvent } from '../events/get-event.ts';
import { listExecutions } from '../executions/list-executions.ts';
import { countDanglingReferences } from './count-dangling-references.ts';
import { purgeExpired } from './purge-expired.ts';

let store: TempEventStore;
let ctx: { readonly events: TempEventStore['events'] };
beforeAll(async () => {
  store = await tempEventStore();
  ctx = { events: store.events };
});
afterAll(() => store[Symbol.asyncDispose]());

async function runJob(table: string, proc: string): Promise<void> {
  const [job] = await store.events.sql<{ job_id: number }[]>`
    select job_id from timescaledb_information.jobs
    where hypertable_name = ${table} and proc_name = ${proc}`;
  await store.events.sql.unsafe(`call run_job(${job?.job_id})`);
}

test('retention drops old events; what refers to them says expired and stays readable', async () => {
  const { sql } = store.events;
  const [made] = await sql<{ event: number; enforcement: number }[]>`
    with e as (
      insert into event (id, created, trigger_ref)
      select clew_internal.mint_id(at), at, 'old.event'
      from (select now() - interval '92 days' as at) as moment
      returning id
    )
    insert into enforcement (id, created, rule_ref, trigger_ref, event)
    select clew_internal.mint_id(at), at, 'old.rule', 'old.event', e.id
    from e, (select now() - interval '80 days' as at) as moment
    returning event, id as enforcement`;
  const { event = 0, enforcement = 0 } = made ?? {};
  await sql`
    insert into execution (action_ref, enforcement) values ('core.log', ${enforcement}::bigint)`;
  expect(await getEnforcement({ ctx, input: { id: enforcement } })).toMatchObject({
    event: { id: event, state: 'present' },
  });
  expect(await countDanglingReferences({ ctx, input: {} })).toEqual({
    enforcement_event: 0,
    execution_enforcement: 0,
  });

  await runJob('event', 'policy_retention');

  await expect(getEvent({ ctx, input: { id: event } })).rejects.toMatchObject({
    code: 'event_not_found',
    message: expect.stringContaining('kept for 90 days'),
  });
  const { items } = await listEnforcements({ ctx, input: { event } });
  expect(items).toMatchObject([{ id: enforcement, event: { id: event, state: 'expired' } }]);
  expect(await countDanglingReferences({ ctx, input: {} })).toMatchObject({ enforcement_event: 1 });

  await sql`delete from enforcement where id = ${enforcement}::bigint`;
  const executions = await listExecutions({ ctx, input: { enforcement } });
  expect(executions.items).toMatchObject([{ enforcement: { id: enforcement, state: 'expired' } }]);
  expect(await countDanglingReferences({ ctx, input: {} })).toEqual({
    enforcement_event: 0,
    execution_enforcement: 1,
  });
});

test('the compression policy compresses what is older than a week, by trigger', async () => {
  const { sql } = store.events;
  await sql`
    insert into event (id, created, trigger_ref)
    select clew_internal.mint_id(at), at, 'packed.t' || n % 4
    from generate_series(1, 400) as n
    cross join lateral (select now() - interval '9 days' - n * interval '1 second' as at) as m`;
  await runJob('event', 'policy_compression');
  const [chunks] = await sql<{ compressed: number; total: number }[]>`
    select count(*) filter (where is_compressed) as compressed, count(*) as total
    from timescaledb_information.chunks
    where hypertable_name = 'event' and range_end < now() - interval '7 days'`;
  expect(chunks?.total).toBeGreaterThan(0);
  expect(chunks?.compressed).toBe(chunks?.total);
  const [counted] = await sql<{ count: number }[]>`
    select count(*) as count from event where trigger_ref = 'packed.t3'`;
  expect(counted?.count).toBe(100);
  await expect(
    sql`update event set depth = 1 where trigger_ref = 'packed.t3'`,
  ).rejects.toMatchObject({ code: '23001' });
});

test('purging removes what is finished and old, in steps, and leaves the rest', async () => {
  const { sql } = store.events;
  await sql`
    insert into execution (action_ref, status, finished_at)
    select 'core.http', 'completed', now() - interval '91 days' from generate_series(1, 3)`;
  await sql`
    insert into execution (action_ref, status, finished_at)
    values ('core.http', 'completed', now() - interval '89 days')`;
  await sql`insert into execution (action_ref) values ('core.http')`;
  await sql`
    insert into enforcement_key (rule_id, event_id, enforcement_id, created, pending)
    values (1, 1, 1, now() - interval '91 days', false), (1, 2, 2, now() - interval '91 days', true),
           (1, 3, 3, now(), false)`;
  await sql`
    insert into event_idempotency (trigger_ref, idempotency_key, event_id, created)
    values ('a.b', 'old', 1, now() - interval '91 days'), ('a.b', 'new', 2, now())`;
  await sql`
    insert into event_chain (root_event, executions, updated)
    values (1, 5, now() - interval '91 days'), (2, 5, now() - interval '89 days')`;
  expect(await purgeExpired({ ctx, input: { limit: 2 } })).toEqual({
    executions: 2,
    enforcement_keys: 1,
    idempotency_keys: 1,
    chains: 1,
  });
  expect(await purgeExpired({ ctx, input: { limit: 2 } })).toEqual({
    executions: 1,
    enforcement_keys: 0,
    idempotency_keys: 0,
    chains: 0,
  });
  const { items } = await listExecutions({ ctx, input: { action_ref: 'core.http' } });
  expect(items.map(({ status }) => status).sort()).toEqual(['completed', 'requested']);
});
