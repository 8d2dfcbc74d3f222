import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TempEventStore, tempEventStore } from '../test/temp-event-store.ts';
import { createEvents } from './events/create-events.ts';
import { listEvents } from './events/list-events.ts';
import { openEventStore } from './open-event-store.ts';

let store: TempEventStore;
beforeAll(async () => {
  store = await tempEventStore();
});
afterAll(() => store[Symbol.asyncDispose]());

/** A way to the server that can be cut. */
async function openThroughGate() {
  const sockets = new Set<Socket>();
  const target = new URL(store.url);
  const server = createServer((inside) => {
    const outside = connect(Number(target.port), target.hostname);
    for (const socket of [inside, outside]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => sockets.delete(socket));
    }
    inside.pipe(outside).pipe(inside);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(store.url);
  url.port = String((server.address() as AddressInfo).port);
  const events = await openEventStore({ url: url.href, maxConnections: 2 });
  return {
    events,
    async cut() {
      const closed = [...sockets].map((socket) => once(socket, 'close'));
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
    },
    async [Symbol.asyncDispose]() {
      await events.close();
      server.close();
    },
  };
}

const unreachable = { code: 'server_unreachable', retryable: true };

test('a connection that is lost in a transaction fails it and nothing else', async () => {
  await using gate = await openThroughGate();
  const { events } = gate;
  const lost: unknown[] = [];
  const write = (trigger_ref: string) => ({ events: [{ trigger_ref }] });
  const inFlight = events.transaction(async (session) => {
    await createEvents({ ctx: { events: session }, input: write('lost.first') });
    const pending = session.sql`select pg_sleep(3)`.execute();
    await gate.cut();
    await pending;
  });
  await expect(inFlight).rejects.toMatchObject(unreachable);

  let goOn = () => {};
  const waiting = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const ended = new Promise<void>((resolve) => {
    const between = events.transaction(async (session) => {
      await createEvents({ ctx: { events: session }, input: write('lost.second') });
      await gate.cut();
      await waiting;
      const late = createEvents({ ctx: { events: session }, input: write('lost.late') });
      await late.catch((error: unknown) => lost.push(error)).finally(resolve);
    });
    expect(between).rejects.toMatchObject(unreachable).then(goOn, goOn);
  });
  // Others use the connections of the pool again before the lost transaction goes on.
  await waiting;
  const kept = events.transaction(async (session) => {
    await createEvents({ ctx: { events: session }, input: write('kept.first') });
    await ended;
    await createEvents({ ctx: { events: session }, input: write('kept.second') });
  });
  await kept;
  expect(lost).toMatchObject([unreachable]);
  const { items } = await listEvents({ ctx: { events: store.events }, input: {} });
  expect(items.map(({ trigger_ref }) => trigger_ref).toSorted()).toEqual([
    'kept.first',
    'kept.second',
  ]);
});
