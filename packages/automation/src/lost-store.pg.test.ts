import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import {
  eventStoreTemplate,
  getExecution,
  openEventStore,
  requestExecution,
} from '@clew/event-store';
import { tempEventsDatabase } from '@clew/testing';
import { expect, test } from 'vitest';
import { defaultWorkerTimes, startWorker } from './start-worker.ts';
import { createWakeUp } from './wake-up.ts';

/** A way to the server that can be shut. */
async function openGate(target: URL) {
  const sockets = new Set<Socket>();
  let isOpen = true;
  const server = createServer((inside) => {
    const outside = connect(Number(target.port), target.hostname);
    for (const socket of [inside, outside]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => sockets.delete(socket));
    }
    inside.on('close', () => outside.destroy());
    outside.on('close', () => inside.destroy());
    if (!isOpen) inside.destroy();
    inside.pipe(outside).pipe(inside);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(target);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    shut() {
      isOpen = false;
      for (const socket of sockets) socket.destroy();
    },
    open() {
      isOpen = true;
    },
    async [Symbol.asyncDispose]() {
      server.close();
    },
  };
}

/** A worker that reaches its store through a gate, and someone who needs none. */
async function cutOffWorker(input: {
  readonly onLog: (message: string, gate: { shut(): void }) => void;
}) {
  const database = await tempEventsDatabase({ template: eventStoreTemplate() });
  const near = await openEventStore({ url: database.url });
  const gate = await openGate(new URL(database.url));
  const events = await openEventStore({ url: gate.url });
  const goOn = createWakeUp();
  const logged: string[] = [];
  const note = (_: object, message: string) => {
    logged.push(message);
    input.onLog(message, gate);
  };
  let runs = 0;
  const worker = await startWorker({
    ctx: { events, log: { info: note, warn: note, error: note } },
    worker: { name: 'cut-off' },
    actions: [
      {
        ref: 'core.log',
        async run({ signal }) {
          runs += 1;
          await goOn.wait(3_600_000, signal);
          return 'done';
        },
      },
    ],
    concurrency: 1,
    times: { ...defaultWorkerTimes, leaseSeconds: 300 },
  });
  return {
    near,
    gate,
    goOn,
    logged,
    runs: () => runs,
    async [Symbol.asyncDispose]() {
      gate.open();
      await worker.stop();
      await events.close();
      await near.close();
      await gate[Symbol.asyncDispose]();
      await database.drop();
    },
  };
}

test('[X10] what was done while the store was away is stored when it is back, not done again', async () => {
  await using cut = await cutOffWorker({ onLog() {} });
  const ctx = { events: cut.near };
  const { id } = await requestExecution({
    ctx,
    input: { action_ref: 'core.log', max_attempts: 2 },
  });
  await expect.poll(cut.runs).toBe(1);
  cut.gate.shut();
  cut.goOn.call();
  await expect.poll(() => cut.logged).toContain('outcome not stored yet');
  cut.gate.open();
  const read = () => getExecution({ ctx, input: { id } });
  await expect.poll(async () => (await read()).status).toBe('completed');
  expect(await read()).toMatchObject({ result: 'done', attempt: 1, fencing_token: 1 });
  expect(cut.runs()).toBe(1);
});

test('[X10] a store that is away before a run begins costs no attempt', async () => {
  await using cut = await cutOffWorker({
    onLog(message, gate) {
      if (message === 'execution claimed') gate.shut();
    },
  });
  const ctx = { events: cut.near };
  // What runs it must be asked of the store.
  await cut.near.sql`insert into action (ref, label, runner) values ('test.own', 'Own', 'log')`;
  const { id } = await requestExecution({
    ctx,
    input: { action_ref: 'test.own', max_attempts: 1 },
  });
  await expect.poll(() => cut.logged).toContain('not begun yet');
  expect(cut.runs()).toBe(0);
  cut.gate.open();
  await expect.poll(cut.runs).toBe(1);
  cut.goOn.call();
  const read = () => getExecution({ ctx, input: { id } });
  await expect.poll(async () => (await read()).status).toBe('completed');
  expect(await read()).toMatchObject({ result: 'done', attempt: 1, fencing_token: 1 });
});
