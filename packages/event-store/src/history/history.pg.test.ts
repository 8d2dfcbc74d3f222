import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { claimExecution } from '../executions/claim-execution.ts';
import { finishExecution } from '../executions/finish-execution.ts';
import { heartbeatExecution } from '../executions/heartbeat-execution.ts';
import { requestExecution } from '../executions/request-execution.ts';
import { heartbeatWorker } from '../workers/heartbeat-worker.ts';
import { registerWorker } from '../workers/register-worker.ts';
import { listHistory } from './list-history.ts';

let store: TempEventStore;
let ctx: { readonly events: TempEventStore['events'] };
beforeAll(async () => {
  store = await tempEventStore();
  ctx = { events: store.events };
});
afterAll(() => store[Symbol.asyncDispose]());

async function historyOf(entity_type: 'execution' | 'worker', entity_id: number) {
  const { items } = await listHistory({ ctx, input: { entity_type, entity_id, limit: 200 } });
  return [...items].reverse();
}

async function runToEnd(config: string, result: string) {
  const { id: worker } = await registerWorker({ ctx, input: { name: 'historian' } });
  const { id } = await requestExecution({ ctx, input: { action_ref: 'core.log', config } });
  await claimExecution({ ctx, input: { worker } });
  await finishExecution({ ctx, input: { id, fencing_token: 1, status: 'completed', result } });
  return id;
}

test('an execution leaves one line for each change, with the fields before and after', async () => {
  const id = await runToEnd('small', 'small too');
  const lines = await historyOf('execution', id);
  expect(lines.map(({ operation, changed_fields }) => [operation, changed_fields])).toEqual([
    [
      'INSERT',
      [
        'action_ref',
        'attempt',
        'available_at',
        'config',
        'fencing_token',
        'max_attempts',
        'priority',
        'status',
        'timeout_seconds',
      ],
    ],
    ['UPDATE', ['attempt', 'fencing_token', 'started_at', 'status', 'worker']],
    ['UPDATE', ['finished_at', 'result', 'status']],
  ]);
  expect(lines[0]).toMatchObject({
    entity_type: 'execution',
    entity_ref: 'core.log',
    old_values: null,
    new_values: { status: 'requested', config: 'small' },
  });
  expect(lines[2]).toMatchObject({
    old_values: { status: 'running', result: null },
    new_values: { status: 'completed', result: 'small too' },
  });
});

test('a large value stands as digest, size and type', async () => {
  const result = 'é'.repeat(1000);
  const text = JSON.stringify(result);
  const id = await runToEnd('x'.repeat(1021), result);
  const lines = await historyOf('execution', id);
  expect(lines[2]?.new_values).toMatchObject({
    result: {
      digest: createHash('sha256').update(text).digest('hex'),
      size: Buffer.byteLength(text),
      type: 'string',
    },
  });
  expect(lines[0]?.new_values).toMatchObject({ config: 'x'.repeat(1021) });
});

test('deleting leaves a line with the last values', async () => {
  const id = await runToEnd('gone', 'soon');
  await store.events.sql`delete from execution where id = ${id}::bigint`;
  expect((await historyOf('execution', id)).at(-1)).toMatchObject({
    operation: 'DELETE',
    old_values: { status: 'completed', result: 'soon', config: 'gone' },
    new_values: null,
  });
});

test('heartbeats and progress leave no line', async () => {
  const { id: worker } = await registerWorker({ ctx, input: { name: 'beating' } });
  const { id } = await requestExecution({ ctx, input: { action_ref: 'core.log' } });
  await claimExecution({ ctx, input: { worker } });
  const before = [await historyOf('execution', id), await historyOf('worker', worker)];
  await heartbeatExecution({ ctx, input: { id, fencing_token: 1, progress: { n: 1 } } });
  await heartbeatExecution({ ctx, input: { id, fencing_token: 1, progress: { n: 2 } } });
  await heartbeatWorker({ ctx, input: { id: worker } });
  expect([await historyOf('execution', id), await historyOf('worker', worker)]).toEqual(before);
  await finishExecution({ ctx, input: { id, fencing_token: 1, status: 'completed' } });
});

test('a worker leaves lines for its status, cordon and removal', async () => {
  const { id } = await registerWorker({ ctx, input: { name: 'busy-bee' } });
  await heartbeatWorker({ ctx, input: { id, status: 'busy' } });
  await store.events.sql`
    update worker set cordoned = true, cordon_reason = 'upgrade' where id = ${id}::bigint`;
  await store.events.sql`delete from worker where id = ${id}::bigint`;
  const lines = await historyOf('worker', id);
  expect(lines.map(({ operation, changed_fields }) => [operation, changed_fields])).toEqual([
    ['INSERT', expect.arrayContaining(['name', 'status'])],
    ['UPDATE', ['status']],
    ['UPDATE', ['cordon_reason', 'cordoned']],
    ['DELETE', expect.arrayContaining(['cordon_reason', 'name', 'status'])],
  ]);
  expect(new Set(lines.map(({ entity_ref }) => entity_ref))).toEqual(new Set(['busy-bee']));
});

test('one statement over many rows leaves one line a row', async () => {
  const ids = await Promise.all(
    Array.from({ length: 5 }, () =>
      requestExecution({ ctx, input: { action_ref: 'core.http' } }).then(({ id }) => id),
    ),
  );
  await store.events.sql`
    update execution set priority = 5 where id = any (${ids.slice(1)}::bigint[])`;
  const changes = await listHistory({
    ctx,
    input: {
      entity_type: 'execution',
      entity_ref: 'core.http',
      changed_field: 'priority',
      operation: 'UPDATE',
    },
  });
  expect(changes.items.map(({ entity_id }) => entity_id).sort()).toEqual(ids.slice(1).sort());
});

test('history is paged and filtered by time', async () => {
  const all = await listHistory({ ctx, input: { entity_type: 'execution', limit: 200 } });
  const seen: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await listHistory({ ctx, input: { entity_type: 'execution', limit: 4, cursor } });
    seen.push(...page.items.map(({ id }) => id));
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual(all.items.map(({ id }) => id));
  const until = all.items[3]?.time;
  const earlier = await listHistory({
    ctx,
    input: { entity_type: 'execution', until, limit: 200 },
  });
  expect(earlier.items.every(({ time }) => time < (until ?? ''))).toBe(true);
});
