import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSecrets } from '@clew/automation';
import { executionDetailSchema } from '@clew/contracts';
import {
  claimExecution,
  createEnforcement,
  createEvents,
  type EventStore,
  eventStoreTemplate,
  heartbeatExecution,
  openEventStore,
  registerWorker,
  requestExecution,
  resolveEnforcement,
  tailStream,
} from '@clew/event-store';
import { type TempDir, tempDir, tempEventsDatabase } from '@clew/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningApi, startApi } from '../src/start-api.ts';
import { createStreamHub } from '../src/streams/stream-hub.ts';
import { type ReceivedMessage, streamReader } from './event-source.ts';

const logger = pino({ level: 'silent' });

let database: Awaited<ReturnType<typeof tempEventsDatabase>>;
let events: EventStore;
let home: TempDir;
let api: RunningApi;
let token: string;

const start = () =>
  startApi({
    config: {
      home: home.path,
      eventsUrl: database.url,
      host: '127.0.0.1',
      port: 0,
      webPort: 4001,
      allowedHosts: [],
      rateLimit: 0,
      cacheBytes: 64 * 1_048_576,
      secrets: createSecrets({}),
      hidden: createSecrets({}),
      generates: false,
      logLevel: 'silent',
    },
    logger,
  });

beforeAll(async () => {
  database = await tempEventsDatabase({ template: eventStoreTemplate() });
  events = await openEventStore({ url: database.url, maxConnections: 4 });
  home = await tempDir();
  api = await start();
  token = (await readFile(join(home.path, 'token'), 'utf8')).trim();
});
afterAll(async () => {
  await api.close();
  await events.close();
  await database.drop();
  await home[Symbol.asyncDispose]();
});

const record = (trigger_ref: string, count = 1) =>
  createEvents({
    ctx: { events },
    input: { events: Array.from({ length: count }, () => ({ trigger_ref })) },
  });

const placeNow = async () => (await tailStream({ ctx: { events }, input: {} })).cursor;

/** Everything that the store has behind a place, in its order. */
async function stored(after: string): Promise<readonly string[]> {
  const { items, cursor, complete } = await tailStream({
    ctx: { events },
    input: { after, limit: 200 },
  });
  const places = items.map((item) => item.cursor);
  return complete ? places : [...places, ...(await stored(cursor))];
}

const isLast = (received: readonly ReceivedMessage[]) => {
  const entry = received.at(-1)?.entry;
  return entry?.topic === 'event' && entry.trigger_ref === 'resume.last';
};

test('clients that come and go miss nothing and get nothing twice, also across a restart', async () => {
  const after = await placeNow();
  const readers = [0, 1, 2].map((n) => streamReader({ token, inAddress: n === 1 }));
  // Each has its place before anything is written.
  await Promise.all(readers.map((reader) => reader.read({ url: api.url, enough: () => true })));

  const writer = async (name: number) => {
    for (let turn = 0; turn < 10; turn += 1) {
      await events.transaction(async (late) => {
        const ctx = { events: late };
        await createEvents({ ctx, input: { events: [{ trigger_ref: `resume.w${name}` }] } });
        const { id } = await createEnforcement({
          ctx,
          input: { rule_ref: 'resume.rule', trigger_ref: `resume.w${name}` },
        });
        for (let pause = 0; pause < name * 2; pause += 1) await late.sql`select 1`;
        await resolveEnforcement({ ctx, input: { id, status: 'processed' } });
      });
    }
  };

  const restarted: { api: RunningApi | null } = { api: null };
  const follow = async (reader: (typeof readers)[number], step: number) => {
    for (;;) {
      const from = reader.received.length;
      const end = await reader
        .read({
          url: api.url,
          enough: (received) => isLast(received) || received.length >= from + step,
        })
        // The server is away between its stop and its start.
        .catch((error: unknown) => {
          if (restarted.api !== null) throw error;
          return 'ended' as const;
        });
      if (isLast(reader.received)) return;
      expect(['enough', 'ended']).toContain(end);
      if (end === 'ended') await restart;
    }
  };
  const writing = Promise.all([0, 1, 2].map(writer));
  const restart = (async () => {
    await writer(1);
    await api.close();
    await writer(0);
    api = await start();
    restarted.api = api;
  })();
  const following = readers.map((reader, n) => follow(reader, 3 + n * 5));
  await Promise.all([writing, restart]);
  await record('resume.last');
  await Promise.all(following);

  const expected = await stored(after);
  expect(expected).toHaveLength(5 * 10 * 3 + 1);
  for (const { received } of readers) expect(received.map(({ id }) => id)).toEqual(expected);
});

test('a filter leaves out what it does not want, and the place moves on all the same', async () => {
  const reader = streamReader({
    token,
    path: '/api/v1/stream?topics=event&trigger_ref=wanted.seen',
  });
  await reader.read({ url: api.url, enough: () => true });
  await record('other.seen', 3);
  await record('wanted.seen');
  await record('other.seen');
  await reader.read({ url: api.url, enough: (received) => received.length > 0 });
  expect(reader.received.map(({ entry }) => entry)).toMatchObject([{ trigger_ref: 'wanted.seen' }]);
});

test('what a run writes can be read and followed; the two fit together', async () => {
  const ctx = { events };
  const { id: worker } = await registerWorker({ ctx, input: { name: 'writes' } });
  const { id } = await requestExecution({ ctx, input: { action_ref: 'core.log' } });
  await claimExecution({ ctx, input: { worker } });
  let position = 0;
  const write = async (text: string) => {
    const output = [{ stream: 'stdout' as const, position, text }];
    position += text.length;
    await heartbeatExecution({ ctx, input: { id, fencing_token: 1, output } });
  };
  const follower = streamReader({
    token,
    path: `/api/v1/stream?topics=output&entity_id=${id}`,
  });
  const other = streamReader({ token, path: '/api/v1/stream?topics=output&entity_id=1' });
  const everything = streamReader({ token });
  for (const reader of [follower, other, everything]) {
    await reader.read({ url: api.url, enough: () => true });
  }
  await write('half of');
  const response = await fetch(`${api.url}/api/v1/executions/${id}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const shown = executionDetailSchema.parse(await response.json());
  expect(shown.output).toEqual({ stdout: 'half of', stderr: '' });
  await write(' a line\n');
  await follower.read({ url: api.url, enough: (received) => received.length > 1 });
  const pieces = follower.received.map(({ entry }) => entry);
  expect(pieces).toMatchObject([
    { topic: 'output', execution: id, fencing_token: 1, position: 0, text: 'half of' },
    { topic: 'output', execution: id, fencing_token: 1, position: 7, text: ' a line\n' },
  ]);
  await record('resume.last');
  await everything.read({ url: api.url, enough: isLast });
  expect(everything.received.map(({ entry }) => entry.topic)).not.toContain('output');
  await other.read({ url: api.url, enough: () => true });
  expect(other.received).toEqual([]);
});

test('clients that stay get what happens while they listen', async () => {
  const readers = Array.from({ length: 5 }, () => streamReader({ token }));
  let connected = 0;
  let allConnected = () => {};
  const ready = new Promise<void>((resolve) => {
    allConnected = resolve;
  });
  const following = readers.map((reader) => {
    let counted = false;
    return reader.read({
      url: api.url,
      enough: (received) => {
        if (!counted) {
          counted = true;
          connected += 1;
          if (connected === readers.length) allConnected();
        }
        return isLast(received);
      },
    });
  });
  await ready;
  await record('resume.last');
  expect(await Promise.all(following)).toEqual(readers.map(() => 'enough'));
  for (const { received } of readers) expect(received).toHaveLength(1);
});

test('a HEAD request opens no stream', async () => {
  const head = () =>
    fetch(`${api.url}/api/v1/stream`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${token}` },
    });
  const answers = await Promise.all(Array.from({ length: 120 }, head));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
});

test('a client that does not read is dropped with a reason, and can go on', async () => {
  const after = await placeNow();
  const hub = createStreamHub({ events, logger, maxQueuedBytes: 4096 });
  const slow = await hub.open({ filter: {}, after: undefined });
  const quick = await hub.open({ filter: { trigger_ref: 'slow.other' }, after: undefined });
  let turns = 0;
  while (hub.clients === 2) {
    turns += 1;
    await record('slow.seen', 20);
  }
  expect(turns).toBeGreaterThan(0);
  const text = await new Response(slow).text();
  const last = text.trim().split('\n\n').at(-1);
  expect(last).toMatch(/^event: dropped\ndata: \{"reason":"This client reads too slowly/);
  const places = [...text.matchAll(/^id: (.*)\nevent: event$/gm)].map(([, id]) => id);
  const expected = await stored(after);
  expect(places).toEqual(expected.slice(0, places.length));
  expect(await stored(places.at(-1) ?? after)).toEqual(expected.slice(places.length));
  hub.close();
  expect(await new Response(quick).text()).not.toContain('event: ');
  await expect(hub.open({ filter: {}, after: undefined })).rejects.toMatchObject({
    code: 'stopping',
  });
});

test('a client that has stopped reading its past is dropped at a heartbeat', async () => {
  const after = await placeNow();
  await record('stalled.seen', 200);
  const hub = createStreamHub({ events, logger, maxQueuedBytes: 1024, heartbeatMs: 20 });
  const body = await hub.open({ filter: {}, after });
  await expect.poll(() => hub.clients, { timeout: 20_000 }).toBe(0);
  expect(await new Response(body).text()).toContain('event: dropped');
  hub.close();
});

test('no more clients than allowed are served, and a place is free again when one leaves', async () => {
  const hub = createStreamHub({ events, logger, maxClients: 2 });
  const open = () => hub.open({ filter: {}, after: undefined });
  const [first] = await Promise.all([open(), open()]);
  await expect(open()).rejects.toMatchObject({ code: 'streams_full', problem: 'unavailable' });
  await first.cancel();
  const again = await open();
  expect(hub.clients).toBe(2);
  hub.close();
  expect(await new Response(again).text()).toContain(': alive');
});
