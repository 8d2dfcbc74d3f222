import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { claimExecution } from '../executions/claim-execution.ts';
import { requestExecution } from '../executions/request-execution.ts';
import { requeueExpiredExecutions } from '../executions/requeue-expired-executions.ts';
import { getWorker } from './get-worker.ts';
import { heartbeatWorker } from './heartbeat-worker.ts';
import { listLostExecutions } from './list-lost-executions.ts';
import { listWorkers } from './list-workers.ts';
import { registerWorker } from './register-worker.ts';
import { retireStaleWorkers } from './retire-stale-workers.ts';

let store: TempEventStore;
let ctx: { readonly events: TempEventStore['events'] };
beforeAll(async () => {
  store = await tempEventStore();
  ctx = { events: store.events };
});
afterAll(() => store[Symbol.asyncDispose]());

test('a worker registers, and registering again brings the same one back', async () => {
  const first = await registerWorker({
    ctx,
    input: { name: 'w-again', host: 'host-a', capabilities: { runners: ['log'] } },
  });
  expect(first).toMatchObject({ status: 'active', worker_type: 'local', worker_role: 'action' });
  await store.events.sql`
    update worker set status = 'error', cordoned = true where id = ${first.id}::bigint`;
  const again = await registerWorker({ ctx, input: { name: 'w-again', host: 'host-b' } });
  expect(again).toMatchObject({ id: first.id, status: 'active', host: 'host-b', cordoned: true });
});

test('a stale worker is retired, and its next heartbeat brings it back', async () => {
  const { id } = await registerWorker({ ctx, input: { name: 'w-stale' } });
  await registerWorker({ ctx, input: { name: 'w-fresh' } });
  await store.events.sql`
    update worker set last_heartbeat = now() - interval '5 minutes' where id = ${id}::bigint`;
  expect(await retireStaleWorkers({ ctx, input: { stale_after_seconds: 90 } })).toEqual([
    'w-stale',
  ]);
  expect(await getWorker({ ctx, input: { name: 'w-stale' } })).toMatchObject({
    status: 'inactive',
  });
  expect(await retireStaleWorkers({ ctx, input: { stale_after_seconds: 90 } })).toEqual([]);
  expect(await heartbeatWorker({ ctx, input: { id } })).toMatchObject({ status: 'active' });
  expect(await heartbeatWorker({ ctx, input: { id, status: 'busy' } })).toMatchObject({
    status: 'busy',
  });
});

test('what a dead worker lost is told, also when another one has it by now', async () => {
  const dead = await registerWorker({ ctx, input: { name: 'w-dead' } });
  const heir = await registerWorker({ ctx, input: { name: 'w-heir' } });
  const request = (max_attempts: number) =>
    requestExecution({ ctx, input: { action_ref: 'core.log', max_attempts } });
  const claim = (worker: { readonly id: number }) =>
    claimExecution({ ctx, input: { worker: worker.id, lease_seconds: 30 } });
  const [once, twice] = [await request(1), await request(2)];
  await claim(dead);
  await claim(dead);
  const lost = async (name: string) =>
    (await listLostExecutions({ ctx, input: { name } })).items.map(
      ({ execution, status, worker }) => ({ execution, status, worker }),
    );
  expect(await lost('w-dead')).toEqual([]);
  await store.events.sql`
    update execution set lease_expires_at = now() - interval '1 second' where status = 'running'`;
  await requeueExpiredExecutions({ ctx, input: { limit: 10 } });
  await claim(heir);
  expect(await lost('w-dead')).toEqual(
    expect.arrayContaining([
      { execution: once.id, status: 'abandoned', worker: 'w-dead' },
      { execution: twice.id, status: 'running', worker: 'w-heir' },
    ]),
  );
  expect(await lost('w-heir')).toEqual([]);
});

test('a worker that does not exist says so and names the nearest', async () => {
  await registerWorker({ ctx, input: { name: 'build-host-7' } });
  await expect(getWorker({ ctx, input: { name: 'build-host-9' } })).rejects.toMatchObject({
    code: 'worker_not_found',
    suggestions: ['build-host-7'],
  });
  await expect(heartbeatWorker({ ctx, input: { id: 1 } })).rejects.toMatchObject({
    code: 'worker_not_found',
  });
  await expect(registerWorker({ ctx, input: { name: '-bad name' } })).rejects.toMatchObject({
    code: 'invalid_input',
  });
});

test('workers are listed in pages, filtered by status and role', async () => {
  for (const name of ['p-1', 'p-2', 'p-3']) {
    await registerWorker({ ctx, input: { name, worker_role: 'sensor' } });
  }
  const first = await listWorkers({ ctx, input: { worker_role: 'sensor', limit: 2 } });
  expect(first.items.map(({ name }) => name)).toEqual(['p-3', 'p-2']);
  const second = await listWorkers({
    ctx,
    input: { worker_role: 'sensor', limit: 2, cursor: first.next_cursor ?? '' },
  });
  expect(second).toMatchObject({ items: [{ name: 'p-1' }], next_cursor: null });
  const inactive = await listWorkers({ ctx, input: { worker_role: 'sensor', status: 'inactive' } });
  expect(inactive.items).toEqual([]);
});
