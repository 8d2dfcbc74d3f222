import { storageReportSchema, storeJobSchema } from '@clew/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { createEvents } from '../events/create-events.ts';
import { requestExecution } from '../executions/request-execution.ts';
import { countPending } from './count-pending.ts';
import { listJobs } from './list-jobs.ts';
import { readStorage } from './read-storage.ts';

let store: TempEventStore;
let ctx: { readonly events: TempEventStore['events'] };
beforeAll(async () => {
  store = await tempEventStore();
  ctx = { events: store.events };
});
afterAll(() => store[Symbol.asyncDispose]());

test('storage tells of chunks, of compression and of policies', async () => {
  const { sql } = store.events;
  await sql`
    insert into event (id, created, trigger_ref, payload)
    select clew_internal.mint_id(at), at, 'packed.t', jsonb_build_object('text', repeat('x', 200))
    from generate_series(1, 500) as n
    cross join lateral (
      select date_trunc('day', now()) - (9 + n % 2) * interval '1 day' + n * interval '1 second' as at
    ) as m`;
  const before = await readStorage({ ctx });
  expect(storageReportSchema.safeParse(before).error).toBe(undefined);
  expect(before.hypertables.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['event', 'enforcement', 'execution_history', 'worker_history']),
  );
  expect(before.hypertables.find(({ name }) => name === 'event')).toMatchObject({
    chunks: 2,
    compressed_chunks: 0,
    bytes_before_compression: null,
    compression_ratio: null,
    compress_after: '7 days',
    retention: '90 days',
  });
  const [job] = await sql<{ job_id: number }[]>`
    select job_id from timescaledb_information.jobs
    where hypertable_name = 'event' and proc_name = 'policy_compression'`;
  await sql.unsafe(`call run_job(${job?.job_id})`);
  const after = (await readStorage({ ctx })).hypertables.find(({ name }) => name === 'event');
  expect(after).toMatchObject({ chunks: 2, compressed_chunks: 2 });
  expect(after?.compression_ratio).toBe(
    Number(after?.bytes_before_compression) / Number(after?.bytes_after_compression),
  );
});

test('every policy is a job', async () => {
  const jobs = await listJobs({ ctx });
  for (const job of jobs) expect(storeJobSchema.safeParse(job).error).toBe(undefined);
  expect(jobs.map(({ procedure, target }) => `${procedure} ${target}`)).toEqual(
    expect.arrayContaining([
      'policy_retention event',
      'policy_compression enforcement',
      'policy_refresh_continuous_aggregate event_volume_hourly',
    ]),
  );
});

test('what waits is counted by stage', async () => {
  await createEvents({
    ctx,
    input: { events: [{ trigger_ref: 'wait.a' }, { trigger_ref: 'wait.b' }] },
  });
  await requestExecution({ ctx, input: { action_ref: 'core.log' } });
  await store.events.sql`
    insert into enforcement_key (rule_id, event_id, enforcement_id, created, pending)
    values (1, 1, 1, now(), true), (1, 2, 2, now(), false)`;
  expect(await countPending({ ctx })).toEqual({
    events: 2,
    enforcements: 1,
    executions: 1,
    running: 0,
  });
});
