import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { listHistory } from '../history/list-history.ts';
import { registerWorker } from '../workers/register-worker.ts';
import { cancelExecution } from './cancel-execution.ts';
import { claimExecution } from './claim-execution.ts';
import { claimExecutions } from './claim-executions.ts';
import { finishExecution } from './finish-execution.ts';
import { finishExecutions } from './finish-executions.ts';
import { getExecution } from './get-execution.ts';
import { heartbeatExecution } from './heartbeat-execution.ts';
import { releaseExecution } from './release-execution.ts';
import { requestExecution } from './request-execution.ts';
import { requeueExpiredExecutions } from './requeue-expired-executions.ts';

let store: TempEventStore;
let ctx: { readonly events: TempEventStore['events'] };
beforeAll(async () => {
  store = await tempEventStore();
  ctx = { events: store.events };
});
afterAll(() => store[Symbol.asyncDispose]());

let worker: number;
let turn = 0;
/** An action of its own for each test, so that no test claims what another one requested. */
let action_ref: string;

async function newAction(max_attempts = 1): Promise<string> {
  turn += 1;
  const ref = `test.action${turn}`;
  await store.events.sql`
    insert into action (ref, label, runner, max_attempts, timeout_seconds)
    values (${ref}::text, 'Test', 'log', ${max_attempts}::integer, 77)`;
  return ref;
}

beforeAll(async () => {
  worker = (await registerWorker({ ctx, input: { name: 'worker-1' } })).id;
});

const claim = () => claimExecution({ ctx, input: { worker, action_refs: [action_ref] } });
const expireLease = (id: number) => store.events.sql`
  update execution set lease_expires_at = now() - interval '1 second' where id = ${id}::bigint`;

test('an execution takes its limits from its action and is claimed with a token', async () => {
  action_ref = await newAction(4);
  const requested = await requestExecution({ ctx, input: { action_ref, config: { a: 1 } } });
  expect(requested).toMatchObject({
    status: 'requested',
    attempt: 0,
    max_attempts: 4,
    timeout_seconds: 77,
    config: { a: 1 },
    worker: null,
    enforcement: null,
  });
  const claimed = await claim();
  expect(claimed).toMatchObject({
    id: requested.id,
    status: 'running',
    attempt: 1,
    worker: 'worker-1',
    started_at: expect.any(String),
  });
  const lease = Date.parse(claimed?.lease_expires_at ?? '') - Date.parse(claimed?.started_at ?? '');
  expect(lease).toBe(30_000);
  expect(await claim()).toBeNull();
});

test('claims at once share the queue: nothing is claimed twice, nothing is left', async () => {
  action_ref = await newAction();
  const requested = await Promise.all(
    Array.from({ length: 30 }, () => requestExecution({ ctx, input: { action_ref } })),
  );
  const claimed = (
    await Promise.all(
      Array.from({ length: 10 }, () =>
        claimExecutions({ ctx, input: { worker, limit: 3, action_refs: [action_ref] } }),
      ),
    )
  ).flat();
  const rest = await claimExecutions({
    ctx,
    input: { worker, limit: 99, action_refs: [action_ref] },
  });
  expect([...claimed, ...rest].map(({ id }) => id).sort()).toEqual(
    requested.map(({ id }) => id).sort(),
  );
});

test('the queue is ordered by priority, then by waiting time; what waits for its time is left', async () => {
  action_ref = await newAction();
  const later = new Date(Date.now() + 3_600_000).toISOString();
  const low = await requestExecution({ ctx, input: { action_ref, priority: -1 } });
  const scheduled = await requestExecution({
    ctx,
    input: { action_ref, available_at: later, priority: 50 },
  });
  const first = await requestExecution({ ctx, input: { action_ref } });
  const second = await requestExecution({ ctx, input: { action_ref } });
  const high = await requestExecution({ ctx, input: { action_ref, priority: 9 } });
  expect(scheduled.status).toBe('scheduled');
  const claimed = await claimExecutions({
    ctx,
    input: { worker, limit: 10, action_refs: [action_ref] },
  });
  expect(claimed.map(({ id }) => id)).toEqual([high.id, first.id, second.id, low.id]);
});

test('an action runs no more at once than it allows, however many workers claim', async () => {
  action_ref = await newAction();
  await store.events.sql`update action set max_concurrency = 3 where ref = ${action_ref}`;
  for (let n = 0; n < 12; n += 1) await requestExecution({ ctx, input: { action_ref } });
  const claimAll = async () =>
    (
      await Promise.all(
        Array.from({ length: 8 }, () => claimExecutions({ ctx, input: { worker, limit: 5 } })),
      )
    ).flat();
  const first = await claimAll();
  expect(first.length).toBe(3);
  expect(await claimAll()).toEqual([]);
  const [done] = first;
  await finishExecution({
    ctx,
    input: { id: done?.id ?? 0, fencing_token: 1, status: 'completed', result: null },
  });
  expect((await claimAll()).length).toBe(1);
  await store.events.sql`update action set max_concurrency = null where ref = ${action_ref}`;
  expect((await claimAll()).length).toBe(8);
});

test('an action starts no more within its period than it allows', async () => {
  action_ref = await newAction();
  await store.events.sql`
    update action set rate_limit = 2, rate_period_seconds = 3600 where ref = ${action_ref}`;
  for (let n = 0; n < 4; n += 1) await requestExecution({ ctx, input: { action_ref } });
  const claimed = await claimExecutions({ ctx, input: { worker, limit: 10 } });
  expect(claimed.length).toBe(2);
  for (const { id, fencing_token } of claimed) {
    await finishExecution({ ctx, input: { id, fencing_token, status: 'completed', result: null } });
  }
  expect(await claimExecutions({ ctx, input: { worker, limit: 10 } })).toEqual([]);
  await store.events.sql`
    update execution set started_at = started_at - interval '2 hours' where action_ref = ${action_ref}`;
  expect((await claimExecutions({ ctx, input: { worker, limit: 10 } })).length).toBe(2);
});

test('only a known worker claims, and a cordoned one gets nothing', async () => {
  action_ref = await newAction();
  await requestExecution({ ctx, input: { action_ref } });
  await expect(claimExecution({ ctx, input: { worker: 1 } })).rejects.toMatchObject({
    code: 'worker_not_found',
  });
  const { id } = await registerWorker({ ctx, input: { name: 'cordoned' } });
  await store.events.sql`update worker set cordoned = true where id = ${id}::bigint`;
  expect(
    await claimExecution({ ctx, input: { worker: id, action_refs: [action_ref] } }),
  ).toBeNull();
  expect(await claim()).not.toBeNull();
});

test('a worker that was taken for dead can neither extend nor finish what was given to another', async () => {
  action_ref = await newAction(2);
  const { id } = await requestExecution({ ctx, input: { action_ref } });
  await claim();
  await expireLease(id);
  expect(await requeueExpiredExecutions({ ctx, input: { limit: 100 } })).toEqual({
    requeued: [id],
    abandoned: [],
    cancelled: [],
  });
  // It keeps its place before what came later.
  await requestExecution({ ctx, input: { action_ref } });
  const second = await claim();
  expect(second).toMatchObject({ id, attempt: 2, fencing_token: 2 });
  const stale = { id, fencing_token: 1 };
  const lost = { code: 'lease_lost', problem: 'conflict' };
  await expect(heartbeatExecution({ ctx, input: stale })).rejects.toMatchObject(lost);
  await expect(
    finishExecution({ ctx, input: { ...stale, status: 'completed', result: 'stale' } }),
  ).rejects.toMatchObject(lost);
  expect(await getExecution({ ctx, input: { id } })).toEqual(second);
  const done = await finishExecution({
    ctx,
    input: { id, fencing_token: 2, status: 'completed', result: { n: 1 } },
  });
  expect(done).toMatchObject({ status: 'completed', result: { n: 1 }, lease_expires_at: null });
  await expect(
    finishExecution({ ctx, input: { id, fencing_token: 2, status: 'failed' } }),
  ).rejects.toMatchObject(lost);
});

test('a dead worker at the last attempt abandons the execution for good', async () => {
  action_ref = await newAction(1);
  const { id } = await requestExecution({ ctx, input: { action_ref } });
  await claim();
  await expireLease(id);
  expect(await requeueExpiredExecutions({ ctx, input: { limit: 100 } })).toMatchObject({
    requeued: [],
    abandoned: [id],
  });
  expect(await getExecution({ ctx, input: { id } })).toMatchObject({
    status: 'abandoned',
    finished_at: expect.any(String),
    error: 'The worker stopped sending heartbeats.',
  });
});

test('a failure with attempts left is tried again after its pause, then it is final', async () => {
  action_ref = await newAction(2);
  const { id } = await requestExecution({ ctx, input: { action_ref } });
  await claim();
  const failed = await finishExecution({
    ctx,
    input: {
      id,
      fencing_token: 1,
      status: 'failed',
      error: 'no\0 luck',
      retry_after_seconds: 3600,
    },
  });
  expect(failed).toMatchObject({ status: 'scheduled', error: 'no\uFFFD luck', finished_at: null });
  expect(Date.parse(failed.available_at) - Date.parse(failed.updated)).toBeGreaterThan(3_500_000);
  expect(await claim()).toBeNull();
  await store.events.sql`update execution set available_at = now() where id = ${id}::bigint`;
  expect(await claim()).toMatchObject({ attempt: 2, error: null });
  expect(
    await finishExecution({
      ctx,
      input: { id, fencing_token: 2, status: 'timeout', retry_after_seconds: 0 },
    }),
  ).toMatchObject({ status: 'timeout', finished_at: expect.any(String) });
});

test('[X11] attempts that end together end one by one: each has its outcome, and a stale one none', async () => {
  action_ref = await newAction(2);
  const ids: number[] = [];
  for (let n = 0; n < 4; n += 1) {
    ids.push((await requestExecution({ ctx, input: { action_ref } })).id);
  }
  const [done, failed, stale, gone] = ids as [number, number, number, number];
  await claimExecutions({ ctx, input: { worker, limit: 10, action_refs: [action_ref] } });
  await expireLease(stale);
  await requeueExpiredExecutions({ ctx, input: { limit: 10 } });
  await store.events.sql`delete from execution where id = ${gone}::bigint`;
  const output = [{ stream: 'stdout', position: 0, text: 'seen' }] as const;
  const problems = await finishExecutions({
    ctx,
    input: {
      finishes: [
        { id: stale, fencing_token: 1, status: 'completed', result: 'late', output },
        { id: done, fencing_token: 1, status: 'completed', result: { n: 1 }, output },
        { id: gone, fencing_token: 1, status: 'completed' },
        { id: failed, fencing_token: 1, status: 'failed', error: 'no', retry_after_seconds: 3600 },
      ],
    },
  });
  expect(problems.map((problem) => problem?.code ?? null)).toEqual([
    'lease_lost',
    null,
    'execution_not_found',
    null,
  ]);
  const read = (id: number) => getExecution({ ctx, input: { id } });
  expect(await read(done)).toMatchObject({ status: 'completed', result: { n: 1 }, error: null });
  expect(await read(failed)).toMatchObject({ status: 'scheduled', error: 'no', finished_at: null });
  expect(await read(stale)).toMatchObject({ status: 'requested', result: null, finished_at: null });
  expect(
    await store.events.sql`
      select execution, text from execution_output where action_ref = ${action_ref}::text`,
  ).toEqual([{ execution: done, text: 'seen' }]);
  const statuses = async (id: number) =>
    (
      await listHistory({ ctx, input: { entity_type: 'execution', entity_id: id, limit: 10 } })
    ).items
      .map(({ new_values }) => (new_values as { status?: string } | null)?.status)
      .reverse();
  expect(await statuses(failed)).toEqual(['requested', 'running', 'failed', 'scheduled']);
  expect(await statuses(done)).toEqual(['requested', 'running', 'completed']);
});

test('[X6] what a worker hands back is due at once, at its place, and used up no attempt', async () => {
  action_ref = await newAction(1);
  const { id, available_at } = await requestExecution({ ctx, input: { action_ref } });
  await claim();
  const released = await releaseExecution({
    ctx,
    input: { id, fencing_token: 1, error: 'The worker stops.' },
  });
  expect(released).toMatchObject({
    status: 'requested',
    attempt: 0,
    fencing_token: 1,
    available_at,
    lease_expires_at: null,
    finished_at: null,
    error: 'The worker stops.',
  });
  expect(await claim()).toMatchObject({ id, attempt: 1, fencing_token: 2, error: null });
  const stale = { id, fencing_token: 1 };
  const lost = { code: 'lease_lost' };
  await expect(releaseExecution({ ctx, input: stale })).rejects.toMatchObject(lost);
  await expect(heartbeatExecution({ ctx, input: stale })).rejects.toMatchObject(lost);
  await cancelExecution({ ctx, input: { id } });
  expect(await releaseExecution({ ctx, input: { id, fencing_token: 2 } })).toMatchObject({
    status: 'cancelled',
    attempt: 1,
    finished_at: expect.any(String),
  });
});

test('what can be claimed again is told to the workers', async () => {
  action_ref = await newAction(2);
  const heard: string[] = [];
  const due = await store.events.listen('execution_due', () => heard.push('due'));
  const canceling = await store.events.listen('execution_canceling', (id) => heard.push(id));
  const { id } = await requestExecution({ ctx, input: { action_ref } });
  await claim();
  await expireLease(id);
  await requeueExpiredExecutions({ ctx, input: { limit: 100 } });
  await expect.poll(() => heard).toEqual(['due']);
  await claim();
  await releaseExecution({ ctx, input: { id, fencing_token: 2 } });
  await expect.poll(() => heard).toEqual(['due', 'due']);
  await claim();
  await cancelExecution({ ctx, input: { id } });
  await expect.poll(() => heard).toEqual(['due', 'due', String(id)]);
  await due.unlisten();
  await canceling.unlisten();
});
