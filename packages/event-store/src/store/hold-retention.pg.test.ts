import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { holdRetention } from './hold-retention.ts';

let store: TempEventStore;
let ctx: { readonly events: TempEventStore['events'] };
beforeAll(async () => {
  store = await tempEventStore();
  ctx = { events: store.events };
});
afterAll(() => store[Symbol.asyncDispose]());

/** Runs every retention policy that its schedule would run. */
async function runScheduledRetention(): Promise<void> {
  const jobs = await store.events.sql<{ job_id: number }[]>`
    select job_id from timescaledb_information.jobs
    where proc_name = 'policy_retention' and scheduled
      and hypertable_name in ('event', 'enforcement')`;
  for (const { job_id } of jobs) await store.events.sql.unsafe(`call run_job(${job_id})`);
}

async function countOld(table: 'event' | 'enforcement'): Promise<number> {
  const [row] = await store.events.sql<{ n: number }[]>`
    select count(*) as n from ${store.events.sql(table)} where created < now() - interval '91 days'`;
  return row?.n ?? 0;
}

test('retention drops nothing while an old event or enforcement is pending, and then goes on', async () => {
  const { sql } = store.events;
  await sql`
    with old as (
      insert into event (id, created, trigger_ref)
      select clew_internal.mint_id(at), at, 'late.seen'
      from (select now() - interval '92 days' as at) as m
      returning id, created
    )
    insert into event_inbox (event_id, created, trigger_ref) select id, created, 'late.seen' from old`;
  await sql`
    with old as (
      insert into enforcement (id, created, rule_ref, trigger_ref)
      select clew_internal.mint_id(at), at, 'late.rule', 'late.seen'
      from (select now() - interval '92 days' as at) as m
      returning id, created
    )
    insert into enforcement_key (rule_id, event_id, enforcement_id, created, pending)
    select 1, 1, id, created, true from old`;

  expect(await holdRetention({ ctx })).toEqual({ held: ['enforcement', 'event'] });
  expect(await holdRetention({ ctx })).toEqual({ held: ['enforcement', 'event'] });
  await runScheduledRetention();
  expect([await countOld('event'), await countOld('enforcement')]).toEqual([1, 1]);

  await sql`delete from event_inbox`;
  expect(await holdRetention({ ctx })).toEqual({ held: ['enforcement'] });
  await runScheduledRetention();
  expect([await countOld('event'), await countOld('enforcement')]).toEqual([0, 1]);

  await sql`update enforcement_key set pending = false`;
  expect(await holdRetention({ ctx })).toEqual({ held: [] });
  await runScheduledRetention();
  expect(await countOld('enforcement')).toBe(0);
  const marked = await sql`
    select 1 from timescaledb_information.jobs where config ? 'held_for_pending' or not scheduled`;
  expect(marked).toHaveLength(0);
});

test('what is young holds nothing, and a policy that somebody paused stays paused', async () => {
  const { sql } = store.events;
  await sql`
    insert into event_inbox (event_id, created, trigger_ref)
    values (1, now() - interval '80 days', 'young.seen')`;
  expect(await holdRetention({ ctx })).toEqual({ held: [] });
  await sql`
    select alter_job(job_id, scheduled => false) from timescaledb_information.jobs
    where proc_name = 'policy_retention' and hypertable_name = 'event'`;
  await sql`update event_inbox set created = now() - interval '92 days'`;
  await holdRetention({ ctx });
  await sql`delete from event_inbox`;
  await holdRetention({ ctx });
  const paused = await sql<{ scheduled: boolean }[]>`
    select scheduled from timescaledb_information.jobs
    where proc_name = 'policy_retention' and hypertable_name = 'event'`;
  expect([...paused]).toEqual([{ scheduled: false }]);
});
