import { createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyDatabase, type TempEventStore, tempEventStore } from '../test/temp-event-store.ts';
import { createEvents } from './events/create-events.ts';
import { migrateEvents } from './migrations/migrate-events.ts';
import { planEventMigrations } from './migrations/plan-event-migrations.ts';
import { openEventStore } from './open-event-store.ts';
import { checkEventStore } from './store/check-event-store.ts';

let store: TempEventStore;
beforeAll(async () => {
  store = await tempEventStore();
});
afterAll(() => store[Symbol.asyncDispose]());

test('an open store says what it runs on', async () => {
  expect(await checkEventStore({ ctx: { events: store.events } })).toMatchObject({
    server: store.events.server,
    postgres: expect.stringMatching(/^\d+/),
    timescaledb: expect.stringMatching(/^2\./),
    migration: '0019_executions_by_rule',
  });
});

test('a client that stops in the middle of a transaction does not keep its locks', async () => {
  const [row] = await store.events.sql`show idle_in_transaction_session_timeout`;
  expect(row).toEqual({ idle_in_transaction_session_timeout: '20s' });
});

test('a database without an event store, or with an older one, says what to run', async () => {
  await using database = await emptyDatabase();
  await expect(openEventStore({ url: database.url })).rejects.toMatchObject({
    code: 'schema_missing',
    message: expect.stringContaining('pnpm db:migrate:events'),
  });
  await migrateEvents({ url: database.url, until: '0008_graph_history' });
  await expect(openEventStore({ url: database.url })).rejects.toMatchObject({
    code: 'schema_outdated',
    message: expect.stringMatching(/0009_event_inbox.*pnpm db:migrate:events/),
  });
});

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test('a server that does not answer is named by host and port, never by password', async () => {
  const port = await closedPort();
  const url = `postgres://ann:s3cret@127.0.0.1:${port}/clew`;
  for (const attempt of [
    () => openEventStore({ url }),
    () => migrateEvents({ url }),
    () => planEventMigrations(url),
  ]) {
    const error = await attempt().catch((failure: unknown) => failure);
    expect(error).toMatchObject({
      code: 'server_unreachable',
      retryable: true,
      message: expect.stringContaining(`127.0.0.1:${port}`),
    });
    expect(JSON.stringify(error) + String(error)).not.toContain('s3cret');
  }
});

test('a transaction keeps everything or nothing, and inner ones join it', async () => {
  const counted = async () => {
    const [row] = await store.events.sql<{ count: number }[]>`
      select count(*) as count from event where trigger_ref = 'tx.event'`;
    return row?.count;
  };
  const event = { trigger_ref: 'tx.event' };
  await expect(
    store.events.transaction(async (events) => {
      await createEvents({ ctx: { events }, input: { events: [event] } });
      await events.transaction((inner) =>
        createEvents({ ctx: { events: inner }, input: { events: [event] } }),
      );
      throw new Error('not after all');
    }),
  ).rejects.toThrow('not after all');
  expect(await counted()).toBe(0);
  const result = await store.events.transaction(async (events) => {
    await createEvents({ ctx: { events }, input: { events: [event] } });
    return 'kept';
  });
  expect(result).toBe('kept');
  expect(await counted()).toBe(1);
});
