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

test('[X10] what was done while the store was away is stored when it is back, not done again', async () => {
  const database = await tempEventsDatabase({ template: eventStoreTemplate() });
  const near = await openEventStore({ url: database.url });
  await using gate = await openGate(new URL(database.url));
  const events = await openEventStore({ url: gate.url });
  const goOn = createWakeUp();
  const logged: string[] = [];
  const note = (_: object, message: string) => void logged.push(message);
  let runs = 0;
  const worker = await startWorker({
    ctx: { events, log: { info: note, warn: note, error: note } },
    worker: { name: 'cut-off' },
    actions: [
      {
        ref: 'core.index',
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
  const { id } = await requestExecution({
    ctx: { events: near },
    input: { action_ref: 'core.index', max_attempts: 2 },
  });
  await expect.poll(() => runs).toBe(1);
  gate.shut();
  goOn.call();
  await expect.poll(() => logged).toContain('outcome not stored yet');
  gate.open();
  const read = () => getExecution({ ctx: { events: near }, input: { id } });
  await expect.poll(async () => (await read()).status).toBe('completed');
  expect(await read()).toMatchObject({ result: 'done', attempt: 1, fencing_token: 1 });
  expect(runs).toBe(1);
  await worker.stop();
  await events.close();
  await near.close();
  await database.drop();
});
