import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { createEnforcement } from '../enforcements/create-enforcement.ts';
import { listHistory } from '../history/list-history.ts';
import { registerWorker } from '../workers/register-worker.ts';
import { cancelExecution } from './cancel-execution.ts';
import { claimExecution } from './claim-execution.ts';
import { finishExecution } from './finish-execution.ts';
import { getExecution } from './get-execution.ts';
import { getExecutionDetail } from './get-execution-detail.ts';
import { heartbeatExecution } from './heartbeat-execution.ts';
import { listExecutions } from './list-executions.ts';
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

test('a heartbeat extends the lease and shows progress', async () => {
  action_ref = await newAction();
  const { id } = await requestExecution({ ctx, input: { action_ref } });
  const claimed = await claim();
  const lease = await heartbeatExecution({
    ctx,
    input: { id, fencing_token: 1, progress: { files: 3 }, lease_seconds: 120 },
  });
  expect(lease.status).toBe('running');
  expect(lease.lease_expires_at > (claimed?.lease_expires_at ?? '')).toBe(true);
  await heartbeatExecution({ ctx, input: { id, fencing_token: 1 } });
  expect((await getExecution({ ctx, input: { id } })).progress).toEqual({ files: 3 });
  await expect(
    heartbeatExecution({ ctx, input: { id, fencing_token: 1, progress: 'a\0' } }),
  ).rejects.toMatchObject({ code: 'invalid_input' });
});

test('[X7] what a run writes can be read while it runs, once, and writes no history', async () => {
  action_ref = await newAction(2);
  const { id } = await requestExecution({ ctx, input: { action_ref } });
  const read = async () => (await getExecutionDetail({ ctx, input: { id } })).output;
  const piece = (stream: 'stdout' | 'stderr', position: number, text: string) => ({
    stream,
    position,
    text,
  });
  expect(await read()).toBeNull();
  await claim();
  expect(await read()).toBeNull();
  const history = () => listHistory({ ctx, input: { entity_type: 'execution', entity_id: id } });
  const before = await history();
  const input = { id, fencing_token: 1 };
  const first = [
    piece('stdout', 0, 'a\ud800b'),
    piece('stderr', 0, 'careful'),
    piece('stdout', 3, 'c'),
  ];
  await heartbeatExecution({ ctx, input: { ...input, output: first } });
  expect(await read()).toEqual({ stdout: 'a\uFFFDbc', stderr: 'careful' });
  // As a worker does that got no answer.
  await heartbeatExecution({
    ctx,
    input: { ...input, output: [...first, piece('stdout', 4, 'd')] },
  });
  expect(await read()).toEqual({ stdout: 'a\uFFFDbcd', stderr: 'careful' });
  expect(await history()).toEqual(before);
  await expireLease(id);
  await requeueExpiredExecutions({ ctx, input: { limit: 100 } });
  const late = { ...input, output: [piece('stdout', 5, 'late')] };
  await expect(heartbeatExecution({ ctx, input: late })).rejects.toMatchObject({
    code: 'lease_lost',
  });
  await expect(
    finishExecution({ ctx, input: { ...late, status: 'completed' } }),
  ).rejects.toMatchObject({ code: 'lease_lost' });
  expect(await read()).toEqual({ stdout: 'a\uFFFDbcd', stderr: 'careful' });
  await claim();
  expect(await read()).toBeNull();
  await finishExecution({
    ctx,
    input: { id, fencing_token: 2, status: 'completed', output: [piece('stdout', 0, 'anew')] },
  });
  expect(await read()).toEqual({ stdout: 'anew', stderr: '' });
});

test('cancelling ends what waits and asks what runs', async () => {
  action_ref = await newAction(3);
  const waiting = await requestExecution({ ctx, input: { action_ref } });
  expect(await cancelExecution({ ctx, input: { id: waiting.id } })).toMatchObject({
    status: 'cancelled',
    finished_at: expect.any(String),
  });
  await expect(cancelExecution({ ctx, input: { id: waiting.id } })).rejects.toMatchObject({
    code: 'execution_finished',
    problem: 'conflict',
  });
  const running = await requestExecution({ ctx, input: { action_ref } });
  const { id } = running;
  await claim();
  const asked = await cancelExecution({ ctx, input: { id } });
  expect(asked).toMatchObject({ status: 'canceling', finished_at: null });
  expect(await cancelExecution({ ctx, input: { id } })).toMatchObject({
    status: 'canceling',
    cancel_requested_at: asked.cancel_requested_at,
  });
  expect(await heartbeatExecution({ ctx, input: { id, fencing_token: 1 } })).toMatchObject({
    status: 'canceling',
  });
  await expireLease(id);
  expect(await requeueExpiredExecutions({ ctx, input: { limit: 100 } })).toMatchObject({
    cancelled: [id],
  });
  await expect(cancelExecution({ ctx, input: { id: 1 } })).rejects.toMatchObject({
    code: 'execution_not_found',
  });
});

test('an enforcement gets one execution, however often it asks', async () => {
  const enforcement = await createEnforcement({
    ctx,
    input: { rule_ref: 'a.rule', trigger_ref: 'a.event' },
  });
  const cause = { enforcement: enforcement.id };
  const asked = await Promise.all(
    Array.from({ length: 6 }, () =>
      requestExecution({ ctx, input: { action_ref: 'core.log', cause } }),
    ),
  );
  expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
  const child = await requestExecution({
    ctx,
    input: { action_ref: 'core.log', cause: { ...cause, parent: asked[0]?.id } },
  });
  expect(child).toMatchObject({ parent: asked[0]?.id, enforcement: { state: 'present' } });
  expect(child.id).not.toBe(asked[0]?.id);
});

test('an unknown or disabled action is refused and nothing is stored', async () => {
  action_ref = await newAction();
  await store.events.sql`update action set enabled = false where ref = ${action_ref}::text`;
  await expect(requestExecution({ ctx, input: { action_ref } })).rejects.toMatchObject({
    code: 'action_disabled',
  });
  await expect(requestExecution({ ctx, input: { action_ref: 'core.indx' } })).rejects.toMatchObject(
    {
      code: 'action_not_found',
      suggestions: ['core.index'],
    },
  );
  await expect(
    requestExecution({ ctx, input: { action_ref: 'core.log', config: '\0' } }),
  ).rejects.toMatchObject({ code: 'invalid_input' });
  const { items } = await listExecutions({ ctx, input: { action_ref } });
  expect(items).toEqual([]);
});

test('lists filter by action and status, page, and say which enforcements are gone', async () => {
  action_ref = await newAction();
  const enforcement = await createEnforcement({
    ctx,
    input: { rule_ref: 'a.rule', trigger_ref: 'a.event' },
  });
  const linked = await requestExecution({
    ctx,
    input: { action_ref, cause: { enforcement: enforcement.id } },
  });
  const plain = await requestExecution({ ctx, input: { action_ref } });
  await store.events.sql`delete from enforcement where id = ${enforcement.id}::bigint`;
  const first = await listExecutions({ ctx, input: { action_ref, limit: 1 } });
  expect(first.items.map(({ id }) => id)).toEqual([plain.id]);
  const second = await listExecutions({
    ctx,
    input: { action_ref, limit: 1, cursor: first.next_cursor ?? '' },
  });
  expect(second.next_cursor).toBeNull();
  expect(second.items).toMatchObject([
    { id: linked.id, enforcement: { id: enforcement.id, state: 'expired' } },
  ]);
  const running = await listExecutions({ ctx, input: { action_ref, status: 'running' } });
  expect(running.items).toEqual([]);
});
