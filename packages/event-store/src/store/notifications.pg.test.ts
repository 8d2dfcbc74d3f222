import { afterAll, beforeAll, expect, test } from 'vitest';
import { nextNotification } from '../../test/next-notification.ts';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { createEnforcements } from '../enforcements/create-enforcements.ts';
import { createEvents } from '../events/create-events.ts';
import { claimExecution } from '../executions/claim-execution.ts';
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

const longRef = (n: number) => `${'n'.repeat(120)}.${'x'.repeat(120)}${n}`;

test('one statement is one notification that lists its rows', async () => {
  const { result, payload } = await nextNotification(store.events, 'event_created', () =>
    createEvents({
      ctx,
      input: {
        events: [{ trigger_ref: 'a.b' }, { trigger_ref: 'c.d', payload: 'x'.repeat(9000) }],
      },
    }),
  );
  const ids = result.map(({ id }) => id);
  expect(payload).toMatchObject({
    entity_type: 'event',
    count: 2,
    first_id: ids[0],
    last_id: ids[1],
    items: [
      { id: ids[0], trigger_ref: 'a.b' },
      { id: ids[1], trigger_ref: 'c.d' },
    ],
  });
});

test.each([
  ['a thousand events', 1000, (n: number) => `many.t${n}`],
  ['twenty events with names as long as allowed', 20, longRef],
])('%s are told as a range, far below the limit of the server', async (_what, count, ref) => {
  const { result, payload, bytes } = await nextNotification(store.events, 'event_created', () =>
    createEvents({
      ctx,
      input: {
        events: Array.from({ length: count }, (_, n) => ({
          trigger_ref: ref(n),
          rule_ref: ref(n),
        })),
      },
    }),
  );
  const ids = result.map(({ id }) => id);
  expect(payload).toMatchObject({ count, first_id: Math.min(...ids), last_id: Math.max(...ids) });
  expect(payload).not.toHaveProperty('items');
  expect(bytes).toBeLessThan(1000);
});

test('a batch of resolved enforcements carries the latest resolved_at', async () => {
  await createEnforcements({
    ctx,
    input: {
      enforcements: Array.from({ length: 50 }, () => ({
        rule_ref: 'a.rule',
        trigger_ref: 'a.event',
      })),
    },
  });
  const { payload } = await nextNotification(
    store.events,
    'enforcement_status_changed',
    async () =>
      store.events.sql`
        update enforcement set status = 'processed', resolved_at = clock_timestamp()
        where status = 'created'`,
  );
  expect(payload).toMatchObject({
    count: 50,
    resolved_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
  });
  expect(payload).not.toHaveProperty('items');
});

test('executions tell when they are created and when their status changes', async () => {
  const worker = await registerWorker({ ctx, input: { name: 'teller' } });
  const created = await nextNotification(store.events, 'execution_created', () =>
    requestExecution({ ctx, input: { action_ref: 'core.log' } }),
  );
  expect(created.payload.items).toMatchObject([
    { id: created.result.id, action_ref: 'core.log', status: 'requested' },
  ]);
  const claimed = await nextNotification(store.events, 'execution_status_changed', () =>
    claimExecution({ ctx, input: { worker: worker.id } }),
  );
  expect(claimed.payload.items).toMatchObject([
    { id: created.result.id, old_status: 'requested', status: 'running', attempt: 1 },
  ]);
});

test('a worker tells when its status changes, not when it beats', async () => {
  const { id } = await registerWorker({ ctx, input: { name: 'beater' } });
  const { payload } = await nextNotification(store.events, 'worker_status_changed', async () => {
    await heartbeatWorker({ ctx, input: { id } });
    await heartbeatWorker({ ctx, input: { id, status: 'busy' } });
  });
  expect(payload.items).toMatchObject([{ name: 'beater', old_status: 'active', status: 'busy' }]);
});
