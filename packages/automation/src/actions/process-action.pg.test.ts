import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  cancelExecution,
  type EventStore,
  eventStoreTemplate,
  getExecution,
  openEventStore,
  requestExecution,
} from '@clew/event-store';
import { tempEventsDatabase } from '@clew/testing';
import { tempDir } from '@clew/testing/temp-dir';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSecrets } from '../secrets/create-secrets.ts';
import { redactor } from '../secrets/redactor.ts';
import { defaultWorkerTimes, type RunningWorker, startWorker } from '../start-worker.ts';
import { processAction } from './process-action.ts';

const canary = 'Qz7_Kw9xPv3mRt5s';
const forever = 'setInterval(() => {}, 1000)';

let database: Awaited<ReturnType<typeof tempEventsDatabase>>;
let events: EventStore;
let worker: RunningWorker;
const logged: unknown[] = [];

beforeAll(async () => {
  database = await tempEventsDatabase({ template: eventStoreTemplate() });
  events = await openEventStore({ url: database.url });
  const write = (...line: unknown[]) => void logged.push(line);
  worker = await startWorker({
    ctx: {
      events,
      log: { info: write, warn: write, error: write },
      redact: redactor(createSecrets({ CLEW_SECRET_TOKEN: canary })),
      resolveParameters: ({ config }) =>
        JSON.parse(JSON.stringify(config).replaceAll('<TOKEN>', canary)),
    },
    worker: { name: 'runs-programs' },
    actions: [
      processAction({
        environment: { PATH: process.env.PATH ?? '' },
        cwd: '/',
        allowProcess: ({ config }) => JSON.stringify(config).includes('node'),
        graceMs: 50,
      }),
    ],
    concurrency: 2,
    times: { ...defaultWorkerTimes, heartbeatMs: 20 },
  });
});
afterAll(async () => {
  await worker.stop();
  await events.close();
  await database.drop();
});

const read = (id: number) => getExecution({ ctx: { events }, input: { id } });

async function request(argv: readonly string[], timeout_seconds = 60) {
  const { id } = await requestExecution({
    ctx: { events },
    input: { action_ref: 'core.process', config: { argv }, max_attempts: 1, timeout_seconds },
  });
  return id;
}

async function finished(id: number) {
  await expect.poll(async () => (await read(id)).finished_at).not.toBe(null);
  return read(id);
}

test('a program that fails leaves its output as the result, without secrets', async () => {
  const id = await request(['node', '-e', 'console.log("half <TOKEN>"); process.exit(3)']);
  expect(await finished(id)).toMatchObject({
    status: 'failed',
    attempt: 1,
    error: 'The program node ended with exit code 3.',
    result: { exit_code: 3, stdout: 'half [secret:TOKEN]\n' },
    config: { argv: ['node', '-e', expect.stringContaining('<TOKEN>')] },
  });
  const missing = await finished(await request(['/<TOKEN>/node']));
  expect(missing.error).toContain('/[secret:TOKEN]/node');
  expect(JSON.stringify(logged)).not.toContain(canary);
});

test('only what is allowed is run', async () => {
  expect(await finished(await request(['true']))).toMatchObject({
    status: 'failed',
    error: expect.stringContaining('only for definitions in files'),
    result: null,
  });
});

test('a cancelled program ends, and its output is kept', async () => {
  await using folder = await tempDir();
  const file = join(folder.path, 'started');
  const id = await request([
    'node',
    '-e',
    `process.stdout.write('so far', () =>
       require('node:fs').writeFileSync(process.argv[1], 'x')); ${forever}`,
    file,
  ]);
  await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toBe('x');
  await cancelExecution({ ctx: { events }, input: { id } });
  expect(await finished(id)).toMatchObject({
    status: 'cancelled',
    result: { stdout: 'so far', exit_code: null, signal: 'SIGTERM' },
  });
});

test('a program that takes too long ends as timeout, also when it ignores SIGTERM', async () => {
  const id = await request(['node', '-e', `process.on('SIGTERM', () => {}); ${forever}`], 1);
  expect(await finished(id)).toMatchObject({
    status: 'timeout',
    error: 'Not done after 1 s.',
    result: { exit_code: null },
  });
});
