import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { createEnforcements } from '../enforcements/create-enforcements.ts';
import { createEvents } from '../events/create-events.ts';
import { claimExecution } from '../executions/claim-execution.ts';
import { finishExecution } from '../executions/finish-execution.ts';
import { requestExecution } from '../executions/request-execution.ts';
import { heartbeatWorker } from '../workers/heartbeat-worker.ts';
import { registerWorker } from '../workers/register-worker.ts';

let store: TempEventStore;
let ctx: { readonly events: TempEventStore['events'] };
beforeAll(async () => {
  store = await tempEventStore();
  ctx = { events: store.events };
});
afterAll(() => store[Symbol.asyncDispose]());

test('every aggregate counts what has just happened, before any refresh', async () => {
  const { sql } = store.events;
  await createEvents({
    ctx,
    input: { events: [{ trigger_ref: 'a.b' }, { trigger_ref: 'a.b' }, { trigger_ref: 'c.d' }] },
  });
  await createEnforcements({
    ctx,
    input: { enforcements: [{ rule_ref: 'a.rule', trigger_ref: 'a.b' }] },
  });
  const worker = await registerWorker({ ctx, input: { name: 'counter' } });
  await heartbeatWorker({ ctx, input: { id: worker.id, status: 'busy' } });
  const { id } = await requestExecution({ ctx, input: { action_ref: 'core.log' } });
  await claimExecution({ ctx, input: { worker: worker.id } });
  await finishExecution({ ctx, input: { id, fencing_token: 1, status: 'failed' } });
  for (const bucket of ['hourly', 'daily']) {
    const read = (view: string, ...columns: string[]) => sql`
      select ${sql(columns)} from ${sql(`${view}_${bucket}`)} order by ${sql(columns)}`;
    expect([...(await read('event_volume', 'trigger_ref', 'event_count'))]).toEqual([
      { trigger_ref: 'a.b', event_count: 2 },
      { trigger_ref: 'c.d', event_count: 1 },
    ]);
    expect([...(await read('enforcement_volume', 'rule_ref', 'enforcement_count'))]).toEqual([
      { rule_ref: 'a.rule', enforcement_count: 1 },
    ]);
    expect([...(await read('execution_throughput', 'action_ref', 'execution_count'))]).toEqual([
      { action_ref: 'core.log', execution_count: 1 },
    ]);
    expect([
      ...(await read('execution_status', 'action_ref', 'new_status', 'transition_count')),
    ]).toEqual(
      ['failed', 'requested', 'running'].map((new_status) => ({
        action_ref: 'core.log',
        new_status,
        transition_count: 1,
      })),
    );
    expect([
      ...(await read('worker_status', 'worker_name', 'new_status', 'transition_count')),
    ]).toEqual(
      ['active', 'busy'].map((new_status) => ({
        worker_name: 'counter',
        new_status,
        transition_count: 1,
      })),
    );
  }
});

test('days outlive the rows and the hours that they were counted from', async () => {
  const { sql } = store.events;
  const insertPast = (age: string) => sql`
    insert into event (id, created, trigger_ref)
    select clew_internal.mint_id(at), at, 'old.news'
    from (select date_trunc('day', now()) - ${age}::interval + interval '1 hour' as at) as moment`;
  await insertPast('200 days');
  await insertPast('20 days');
  for (const view of ['event_volume_hourly', 'event_volume_daily']) {
    await sql.unsafe(
      `call refresh_continuous_aggregate('${view}', null, date_trunc('day', now()))`,
    );
  }
  const counted = async (relation: string, sum: string) => {
    const [row] = await sql.unsafe(
      `select coalesce(${sum}, 0)::integer as n from ${relation} where trigger_ref = 'old.news'`,
    );
    return row?.n;
  };
  const jobs = await sql<{ job_id: number; name: string; proc_name: string }[]>`
    select job_id, hypertable_name as name, proc_name from timescaledb_information.jobs
    where hypertable_name in ('event', 'event_volume_hourly', 'event_volume_daily')`;
  const run = async (name: string, proc: string) => {
    const job = jobs.find((each) => each.name === name && each.proc_name === proc);
    await sql.unsafe(`call run_job(${job?.job_id})`);
  };
  for (const name of ['event', 'event_volume_hourly', 'event_volume_daily']) {
    await run(name, 'policy_retention');
  }
  for (const name of ['event_volume_hourly', 'event_volume_daily']) {
    await run(name, 'policy_refresh_continuous_aggregate');
  }
  expect(await counted('event', 'count(*)')).toBe(1);
  expect(await counted('event_volume_hourly', 'sum(event_count)')).toBe(1);
  expect(await counted('event_volume_daily', 'sum(event_count)')).toBe(2);
});
