import { once } from 'node:events';
import type { Execution, JsonValue } from '@clew/contracts';
import {
  cancelExecution,
  claimExecution,
  type EventStore,
  eventStoreTemplate,
  finishExecution,
  getExecution,
  getExecutionDetail,
  getWorker,
  groupFinishes,
  openEventStore,
  registerWorker,
  requestExecution,
} from '@clew/event-store';
import { tempEventsDatabase } from '@clew/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Action, ActionRun } from './action.ts';
import { runExecution } from './run-execution.ts';
import { createSecrets } from './secrets/create-secrets.ts';
import { redactNothing } from './secrets/redact.ts';
import { redactor } from './secrets/redactor.ts';
import {
  defaultWorkerTimes,
  type RunningWorker,
  startWorker,
  type WorkerTimes,
} from './start-worker.ts';
import { createWakeUp } from './wake-up.ts';
import type { WorkerLog } from './worker-log.ts';

const hour = 3_600_000;
const log: WorkerLog = { info() {}, warn() {}, error() {} };

let database: Awaited<ReturnType<typeof tempEventsDatabase>>;
let events: EventStore;
const workers: RunningWorker[] = [];
let names = 0;

beforeAll(async () => {
  database = await tempEventsDatabase({ template: eventStoreTemplate() });
  events = await openEventStore({ url: database.url });
});
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop();
  // What a test left in the queue would be claimed by the next one.
  await events.sql`delete from execution`;
});
afterAll(async () => {
  await events.close();
  await database.drop();
});

async function start(
  run: (run: ActionRun) => Promise<JsonValue>,
  options: { times?: Partial<WorkerTimes>; concurrency?: number; store?: EventStore } = {},
): Promise<RunningWorker> {
  const action: Action = { ref: 'core.index', run };
  const worker = await startWorker({
    ctx: { events: options.store ?? events, log, random: () => 0 },
    worker: { name: `test-${++names}` },
    actions: [action],
    concurrency: options.concurrency ?? 1,
    times: { ...defaultWorkerTimes, ...options.times },
  });
  workers.push(worker);
  return worker;
}

const request = (input: Partial<Parameters<typeof requestExecution>[0]['input']> = {}) =>
  requestExecution({ ctx: { events }, input: { action_ref: 'core.index', ...input } });

const read = (id: number) => getExecution({ ctx: { events }, input: { id } });

const settled = (id: number, status: Execution['status']) =>
  expect.poll(async () => (await read(id)).status, { timeout: 20_000 }).toBe(status);

/** Never ends by itself; throws as soon as it is told to stop. */
const untilInterrupted = ({ signal }: ActionRun) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error(String(signal.reason))));
  });

test('a request wakes an idle worker, and the result is stored', async () => {
  await start(async ({ execution }) => ({ indexed: execution.config }), {
    times: { pollMs: hour },
  });
  const { id } = await request({ config: { codebase: 'shop' } });
  await settled(id, 'completed');
  expect(await read(id)).toMatchObject({
    attempt: 1,
    worker: `test-${names}`,
    result: { indexed: { codebase: 'shop' } },
    lease_expires_at: null,
  });
});

test('what becomes due later is found by polling, and not run before', async () => {
  await start(async () => 'done', { times: { pollMs: 20 } });
  const available_at = new Date(Date.now() + 1000).toISOString();
  const { id } = await request({ available_at });
  await settled(id, 'completed');
  const { started_at } = await read(id);
  expect(Date.parse(started_at ?? '')).toBeGreaterThanOrEqual(Date.parse(available_at));
});

test('an action that the worker does not have fails with its name', async () => {
  await start(async () => 'done');
  const { id } = await request({ action_ref: 'core.log', config: { message: 'x' } });
  await settled(id, 'failed');
  expect((await read(id)).error).toContain('cannot run the action core.log');
});

test('an error fails the execution with its message; it is final', async () => {
  await start(
    async () => {
      throw new Error('The folder /gone does not exist.');
    },
    { times: { pollMs: 20 } },
  );
  const { id } = await request({ max_attempts: 5 });
  await settled(id, 'failed');
  expect(await read(id)).toMatchObject({ attempt: 1, error: 'The folder /gone does not exist.' });
});

test('a retryable error is tried again', async () => {
  await start(
    async ({ execution }) => {
      if (execution.attempt === 1) throw Object.assign(new Error('busy'), { retryable: true });
      return 'done';
    },
    { times: { pollMs: 20 } },
  );
  const { id } = await request({ max_attempts: 2 });
  await settled(id, 'completed');
  expect(await read(id)).toMatchObject({ attempt: 2, result: 'done', error: null });
});

test('[X3] the execution of a dead worker is taken over, and the dead one cannot finish it', async () => {
  const dead = await registerWorker({ ctx: { events }, input: { name: 'dead' } });
  const { id } = await request();
  const claimed = await claimExecution({
    ctx: { events },
    input: { worker: dead.id, lease_seconds: 0.05 },
  });
  expect(claimed?.id).toBe(id);
  await start(async () => 'by the living', { times: { pollMs: hour, sweepMs: 20 } });
  await settled(id, 'completed');
  expect(await read(id)).toMatchObject({ attempt: 2, result: 'by the living' });
  await expect(
    finishExecution({
      ctx: { events },
      input: { id, fencing_token: 1, status: 'completed', result: 'by the dead' },
    }),
  ).rejects.toMatchObject({ code: 'lease_lost' });
  expect((await read(id)).result).toBe('by the living');
});

test('[X2] a worker that lost its lease stops working and changes nothing', async () => {
  let interruption: unknown;
  await start(
    async (run) => {
      if (run.execution.fencing_token > 1) return 'second';
      return await untilInterrupted(run).catch((error: unknown) => {
        interruption = run.signal.reason;
        throw error;
      });
    },
    { times: { heartbeatMs: 20, sweepMs: 20 }, concurrency: 2 },
  );
  const { id } = await request();
  await settled(id, 'running');
  await events.sql`
    update execution set lease_expires_at = now() - interval '1 second',
      fencing_token = fencing_token + 1, max_attempts = 3 where id = ${id}::bigint`;
  await settled(id, 'completed');
  await expect.poll(() => interruption).toBe('lease_lost');
  expect((await read(id)).result).toBe('second');
});

test('heartbeats keep the lease of a run that is longer than it', async () => {
  const gate = new AbortController();
  await start(
    async () => {
      if (!gate.signal.aborted) await once(gate.signal, 'abort');
      return 'done';
    },
    { times: { leaseSeconds: 2, heartbeatMs: 100, sweepMs: 20, progressMs: 10 } },
  );
  const { id } = await request();
  await settled(id, 'running');
  const { started_at } = await read(id);
  // Half as long again as the lease, by the clock of the server.
  await expect
    .poll(
      async () => {
        const [row] = await events.sql<{ long: boolean }[]>`
          select now() > ${started_at}::timestamptz + interval '3 seconds' as long`;
        return row?.long;
      },
      { timeout: 20_000 },
    )
    .toBe(true);
  gate.abort();
  await settled(id, 'completed');
  expect((await read(id)).attempt).toBe(1);
});

test('progress is shown while the run goes on', async () => {
  await start(
    async (run) => {
      for (let files = 0; files <= 100; files += 1) run.report({ files, of: 100 });
      return await untilInterrupted(run);
    },
    { times: { heartbeatMs: hour, progressMs: 10 } },
  );
  const { id } = await request();
  await expect.poll(async () => (await read(id)).progress).toEqual({ files: 100, of: 100 });
});

test('parameters are resolved for the run, and what it shows passes the redactor', async () => {
  const secrets = createSecrets({ CLEW_SECRET_KEY: 'c4nary-v4lue' });
  const seen: unknown[] = [];
  const worker = await startWorker({
    ctx: {
      events,
      log: { ...log, warn: (details) => void seen.push(details) },
      redact: redactor(secrets),
      resolveParameters: ({ config }) => ({ asked: config, key: secrets.resolve('KEY') }),
    },
    worker: { name: `test-${++names}` },
    actions: [
      {
        ref: 'core.index',
        async run(run) {
          seen.push(run.parameters);
          run.log.warn({ key: run.parameters }, 'look');
          run.report({ reading: 'c4nary-v4lue' });
          return await untilInterrupted(run);
        },
      },
    ],
    concurrency: 1,
    times: { ...defaultWorkerTimes, heartbeatMs: 20, progressMs: 10 },
  });
  workers.push(worker);
  const { id } = await request({ config: { codebase: 'shop' } });
  await expect.poll(async () => (await read(id)).progress).toEqual({ reading: '[secret:KEY]' });
  expect((await read(id)).config).toEqual({ codebase: 'shop' });
  expect(seen).toEqual([
    { asked: { codebase: 'shop' }, key: 'c4nary-v4lue' },
    { key: { asked: { codebase: 'shop' }, key: '[secret:KEY]' } },
  ]);
});

test('parameters that cannot be resolved fail the attempt', async () => {
  const secrets = createSecrets({});
  const worker = await startWorker({
    ctx: { events, log, resolveParameters: () => secrets.resolve('GONE') },
    worker: { name: `test-${++names}` },
    actions: [{ ref: 'core.index', run: async () => 'never' }],
    concurrency: 1,
  });
  workers.push(worker);
  const { id } = await request({ max_attempts: 3 });
  await settled(id, 'failed');
  expect(await read(id)).toMatchObject({
    attempt: 1,
    error: expect.stringContaining('Set CLEW_SECRET_GONE'),
  });
});

test('[X5] a cancelled run is told by a notification, and neither by polling nor by a heartbeat', async () => {
  await start(untilInterrupted, { times: { heartbeatMs: hour, progressMs: hour, pollMs: hour } });
  const { id } = await request();
  await settled(id, 'running');
  await cancelExecution({ ctx: { events }, input: { id } });
  await settled(id, 'cancelled');
});

test('[X5] a cancelled run is told by its heartbeat when no notification came', async () => {
  await start(untilInterrupted, { times: { heartbeatMs: 20 } });
  const { id } = await request();
  await settled(id, 'running');
  await events.sql`
    update execution set status = 'canceling', cancel_requested_at = now() where id = ${id}::bigint`;
  await settled(id, 'cancelled');
});

test('[X5] a cancelled run is told when the connection of notifications is back', async () => {
  const established = new Set<() => void>();
  const watched: EventStore = {
    ...events,
    listen(channel, onPayload, onListening = () => {}) {
      if (channel === 'execution_canceling') established.add(onListening);
      return events.listen(channel, onPayload, onListening);
    },
  };
  const times = { heartbeatMs: hour, progressMs: hour, pollMs: hour };
  await start(untilInterrupted, { times, store: watched });
  const { id } = await request();
  await settled(id, 'running');
  await events.sql`
    update execution set status = 'canceling', cancel_requested_at = now() where id = ${id}::bigint`;
  for (const again of established) again();
  await settled(id, 'cancelled');
});

test('[X6] what was claimed by a worker that stops is handed back without being run', async () => {
  const runs: number[] = [];
  const action: Action = {
    ref: 'core.index',
    async run({ execution }) {
      runs.push(execution.id);
      return null;
    },
  };
  const { id } = await request({ max_attempts: 1 });
  const worker = await registerWorker({ ctx: { events }, input: { name: 'stops-at-once' } });
  const execution = await claimExecution({ ctx: { events }, input: { worker: worker.id } });
  if (execution === null) throw new Error('nothing was claimed');
  const { outcome } = runExecution({
    ctx: {
      events,
      finishes: groupFinishes({ events }),
      log,
      random: () => 0,
      redact: redactNothing,
      resolveParameters: () => null,
    },
    execution,
    actions: new Map([[action.ref, action]]),
    times: defaultWorkerTimes,
    shutdown: AbortSignal.abort(),
  });
  expect(await outcome).toMatchObject({ kind: 'release' });
  expect(runs).toEqual([]);
  expect(await read(id)).toMatchObject({ status: 'requested', attempt: 0, fencing_token: 1 });
});

test('[X7] what a run writes can be read while it goes on, without secrets', async () => {
  const secrets = createSecrets({ CLEW_SECRET_KEY: 'c4nary-v4lue' });
  const write = (run: ActionRun, text: string) => run.write('stdout', Buffer.from(text));
  const seen = createWakeUp();
  const worker = await startWorker({
    ctx: { events, log, redact: redactor(secrets) },
    worker: { name: `test-${++names}` },
    actions: [
      {
        ref: 'core.index',
        async run(run) {
          write(run, 'one c4na');
          await seen.wait(hour, run.signal);
          write(run, 'ry-v4lue two ');
          run.write('stderr', Buffer.from('careful'));
          await seen.wait(hour, run.signal);
          write(run, 'three c4nary');
          return null;
        },
      },
    ],
    concurrency: 1,
    times: { ...defaultWorkerTimes, heartbeatMs: hour, progressMs: 10 },
  });
  workers.push(worker);
  const { id } = await request();
  const output = async () => (await getExecutionDetail({ ctx: { events }, input: { id } })).output;
  await expect.poll(output).toEqual({ stdout: 'one ', stderr: '' });
  seen.call();
  await expect.poll(output).toEqual({ stdout: 'one [secret:KEY] two ', stderr: 'careful' });
  expect((await read(id)).status).toBe('running');
  seen.call();
  await settled(id, 'completed');
  expect(await output()).toEqual({
    stdout: 'one [secret:KEY] two three c4nary',
    stderr: 'careful',
  });
  const [history] = await events.sql<{ n: number }[]>`
    select count(*)::integer as n from execution_history where entity_id = ${id}::bigint`;
  expect(history?.n).toBe(3);
});

test('a run that takes too long ends as timeout', async () => {
  await start(untilInterrupted);
  const { id } = await request({ timeout_seconds: 1, max_attempts: 1 });
  await settled(id, 'timeout');
  expect((await read(id)).error).toBe('Not done after 1 s.');
});

test('[X6] a stopped worker hands its run back, uses up no attempt, and another one does it', async () => {
  const first = await start(untilInterrupted);
  const { id } = await request({ max_attempts: 1 });
  await settled(id, 'running');
  await first.stop();
  expect(await read(id)).toMatchObject({
    status: 'requested',
    attempt: 0,
    fencing_token: 1,
    error: 'The worker was stopped before the run was done.',
  });
  expect(await getWorker({ ctx: { events }, input: { name: first.worker.name } })).toMatchObject({
    status: 'inactive',
  });
  await start(async () => 'done');
  await settled(id, 'completed');
  expect(await read(id)).toMatchObject({ attempt: 1, fencing_token: 2 });
});

test('many workers run each execution exactly once', async () => {
  const runs: number[] = [];
  const run = async ({ execution }: ActionRun) => {
    runs.push(execution.id);
    return 'done';
  };
  const ids: number[] = [];
  for (let index = 0; index < 20; index += 1) ids.push((await request()).id);
  for (let index = 0; index < 3; index += 1) await start(run, { concurrency: 4 });
  for (let index = 0; index < 20; index += 1) ids.push((await request()).id);
  for (const id of ids) await settled(id, 'completed');
  expect(runs.toSorted((a, b) => a - b)).toEqual(ids);
});
