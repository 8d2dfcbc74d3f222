import { type EventStore, eventStoreTemplate, openEventStore } from '@clew/event-store';
import { tempEventsDatabase } from '@clew/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { maintain, startMaintenance } from './start-maintenance.ts';

let database: Awaited<ReturnType<typeof tempEventsDatabase>>;
let events: EventStore;
beforeAll(async () => {
  database = await tempEventsDatabase({ template: eventStoreTemplate() });
  events = await openEventStore({ url: database.url });
});
afterAll(async () => {
  await events.close();
  await database.drop();
});

function recordingLog() {
  const warnings: string[] = [];
  const log = {
    info: () => {},
    warn: (_data: object, message: string) => void warnings.push(message),
    error: (_data: object, message: string) => void warnings.push(message),
  };
  return { warnings, log };
}

const never = () => new AbortController().signal;

test('a round purges everything that expired, however much, and nothing else', async () => {
  const { sql } = events;
  await sql`
    insert into execution (action_ref, status, finished_at)
    select 'core.log', 'completed', now() - interval '91 days' from generate_series(1, 2050)`;
  await sql`insert into execution (action_ref) values ('core.log')`;
  const { log, warnings } = recordingLog();
  await maintain({ events, log }, never());
  const left = await sql<{ status: string }[]>`select status from execution`;
  expect([...left]).toEqual([{ status: 'requested' }]);
  expect(warnings).toEqual([]);
});

test('what should not be is told', async () => {
  const { sql } = events;
  await sql`
    insert into event_inbox (event_id, created, trigger_ref)
    values (1, now() - interval '92 days', 'late.seen')`;
  await sql`insert into execution (action_ref, enforcement) values ('core.log', 1)`;
  const { log, warnings } = recordingLog();
  await maintain({ events, log }, never());
  expect(warnings).toEqual([
    'retention waits for what is pending; see that an engine is running',
    'young rows refer to rows that are gone',
  ]);
});

test('it works from the start until it is stopped', async () => {
  const { sql } = events;
  await sql`
    insert into execution (action_ref, status, finished_at)
    values ('core.http', 'completed', now() - interval '91 days')`;
  const { log } = recordingLog();
  const maintenance = startMaintenance({ ctx: { events, log } });
  const old = () => sql`select 1 from execution where action_ref = 'core.http'`;
  await expect.poll(async () => (await old()).length, { timeout: 20_000 }).toBe(0);
  await maintenance.stop();
});
