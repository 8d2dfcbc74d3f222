import { type AnalyticsEntity, maxAnalyticsBuckets } from '@clew/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { claimExecution } from '../executions/claim-execution.ts';
import { finishExecution } from '../executions/finish-execution.ts';
import { requestExecution } from '../executions/request-execution.ts';
import { registerWorker } from '../workers/register-worker.ts';
import { readAnalytics } from './read-analytics.ts';

let store: TempEventStore;
let ctx: { readonly events: TempEventStore['events'] };
beforeAll(async () => {
  store = await tempEventStore();
  ctx = { events: store.events };
});
afterAll(() => store[Symbol.asyncDispose]());

const window = { since: '2026-03-02T08:30:00Z', until: '2026-03-02T11:00:00.000001Z' };
const hours = ['08', '09', '10', '11'].map((hour) => `2026-03-02T${hour}:00:00.000000Z`);

async function insertEvents(): Promise<void> {
  await store.events.sql`
    insert into event (id, created, trigger_ref)
    select clew_internal.mint_id(at), at, ref
    from (values ('2026-03-02T07:59:59.9Z'::timestamptz, 'a.b'), ('2026-03-02T08:00:00Z', 'a.b'),
                 ('2026-03-02T10:10:00Z', 'a.b'), ('2026-03-02T10:59:59.9Z', 'c.d'),
                 ('2026-03-02T12:00:00Z', 'a.b')) as v (at, ref)`;
}

test('whole buckets are counted, also those where nothing happened', async () => {
  await insertEvents();
  const all = await readAnalytics({ ctx, input: { entity: 'events', ...window } });
  expect(all).toEqual({
    bucket: 'hour',
    since: hours[0],
    until: '2026-03-02T12:00:00.000000Z',
    buckets: [1, 0, 2, 0].map((count, n) => ({ start: hours[n], count, statuses: {} })),
    total: 3,
    materialized_until: null,
    statuses: {},
    refs: [
      { ref: 'a.b', count: 2 },
      { ref: 'c.d', count: 1 },
    ],
    duration_seconds: null,
  });
  const one = await readAnalytics({ ctx, input: { entity: 'events', ...window, ref: 'c.d' } });
  expect(one.buckets.map(({ count }) => count)).toEqual([0, 0, 1, 0]);
  const none = await readAnalytics({ ctx, input: { entity: 'events', ...window, ref: 'e.f' } });
  expect(none.buckets.map(({ count }) => count)).toEqual([0, 0, 0, 0]);
  const days = await readAnalytics({
    ctx,
    input: {
      entity: 'events',
      bucket: 'day',
      since: '2026-03-01T12:00:00Z',
      until: '2026-03-04T00:00:00Z',
    },
  });
  expect(days.buckets.map(({ start, count }) => [start.slice(0, 10), count])).toEqual([
    ['2026-03-01', 0],
    ['2026-03-02', 5],
    ['2026-03-03', 0],
  ]);
});

test('enforcements tell how long they waited', async () => {
  await store.events.sql`
    insert into enforcement (id, created, rule_ref, trigger_ref, status, resolved_at)
    select clew_internal.mint_id(at), at, 'slow.rule', 'a.b', 'processed', at + n * interval '1 second'
    from generate_series(1, 101) as n
    cross join (select '2026-03-02T09:00:00Z'::timestamptz as at) as m`;
  const answer = await readAnalytics({ ctx, input: { entity: 'enforcements', ...window } });
  expect(answer).toMatchObject({
    total: 101,
    refs: [{ ref: 'slow.rule', count: 101 }],
    duration_seconds: { count: 101, p50: 51, p95: 96, p99: 100 },
  });
  const other = await readAnalytics({
    ctx,
    input: { entity: 'enforcements', ...window, ref: 'other.rule' },
  });
  expect(other.duration_seconds).toBe(null);
});

test('executions and workers are counted by what became of them', async () => {
  const worker = await registerWorker({ ctx, input: { name: 'counter' } });
  const { id } = await requestExecution({ ctx, input: { action_ref: 'core.log' } });
  await requestExecution({ ctx, input: { action_ref: 'core.log' } });
  await claimExecution({ ctx, input: { worker: worker.id } });
  await finishExecution({ ctx, input: { id, fencing_token: 1, status: 'completed' } });
  const executions = await readAnalytics({ ctx, input: { entity: 'executions' } });
  expect(executions).toMatchObject({
    total: 2,
    statuses: { requested: 2, running: 1, completed: 1 },
    duration_seconds: { count: 1 },
  });
  expect(executions.buckets.length).toBeGreaterThanOrEqual(24);
  const workers = await readAnalytics({
    ctx,
    input: { entity: 'workers', bucket: 'day', ref: 'counter' },
  });
  expect(workers).toMatchObject({ total: 1, statuses: { active: 1 } });
});

test('the answer says up to where it was materialised, and counts what is younger all the same', async () => {
  const { sql } = store.events;
  const at = (hour: string) => `2026-02-02T${hour}:00.000000Z`;
  await sql`
    insert into enforcement (id, created, rule_ref, trigger_ref, status)
    select clew_internal.mint_id(at), at, 'edge.rule', 'a.b', 'created'
    from (values (${at('08:10')}::timestamptz), (${at('09:10')}), (${at('10:10')})) as v (at)`;
  const input = {
    entity: 'enforcements' as const,
    since: at('08:00'),
    until: at('11:00'),
    ref: 'edge.rule',
  };
  expect((await readAnalytics({ ctx, input })).materialized_until).toBe(null);
  await sql.unsafe(
    `call refresh_continuous_aggregate('enforcement_volume_hourly', '${at('08:00')}', '${at('10:00')}')`,
  );
  const answer = await readAnalytics({ ctx, input });
  expect(answer.materialized_until).toBe(at('10:00'));
  expect(answer.buckets.map(({ count }) => count)).toEqual([1, 1, 1]);
});

test('windows that are empty or too long are refused, for every entity', async () => {
  const entities: readonly AnalyticsEntity[] = ['events', 'enforcements', 'executions', 'workers'];
  for (const entity of entities) {
    await expect(
      readAnalytics({ ctx, input: { entity, since: window.until, until: window.since } }),
    ).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(
      readAnalytics({ ctx, input: { entity, since: '2025-01-01T00:00:00Z', until: window.until } }),
    ).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining(`${maxAnalyticsBuckets}`),
    });
  }
});
