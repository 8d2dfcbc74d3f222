import type { NewSensor, TimerConfig } from '@clew/contracts';
import {
  createSensor,
  type EventStore,
  eventStoreTemplate,
  fireDueTimers,
  getSensor,
  openEventStore,
  updateSensor,
} from '@clew/event-store';
import { tempEventsDatabase } from '@clew/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { dueFires } from './due-fires.ts';
import { nextFire } from './next-fire.ts';
import { startTimers } from './start-timers.ts';

const log = { info() {}, warn() {}, error() {} };

let database: Awaited<ReturnType<typeof tempEventsDatabase>>;
let events: EventStore;
let names = 0;
let ref: string;

beforeAll(async () => {
  database = await tempEventsDatabase({ template: eventStoreTemplate() });
  events = await openEventStore({ url: database.url });
});
beforeEach(async () => {
  await events.sql`delete from sensor where origin = 'api'`;
  ref = `test.timer-${++names}`;
});
afterAll(async () => {
  await events.close();
  await database.drop();
});

const create = (config: Extract<NewSensor, { entrypoint: 'timer' }>['config']) =>
  createSensor({ ctx: { events, nextFire }, input: { ref, entrypoint: 'timer', config } });

/** Makes the timer due as many seconds ago as given. */
const dueAgo = (seconds: number) =>
  events.sql`
    update sensor set next_fire_at = statement_timestamp() - make_interval(secs => ${seconds}::float8)
    where ref = ${ref}::text`;

const fire = () => fireDueTimers({ ctx: { events }, input: { decide: dueFires, limit: 50 } });
const read = () => getSensor({ ctx: { events }, input: { ref } });
const stored = () =>
  events.sql<{ trigger_ref: string; payload: { scheduled_for: string; missed: number } }[]>`
    select trigger_ref, payload from event where source_ref = ${ref}::text order by id`;

test('a timer that is not due fires nothing', async () => {
  const { next_fire_at, state } = await create({ every_seconds: 3600 });
  expect(state).toBe('idle');
  expect(Date.parse(next_fire_at ?? '')).toBeGreaterThan(Date.now());
  expect(await fire()).toMatchObject({ timers: 0, events: 0, next_in_ms: expect.any(Number) });
  expect(await stored()).toEqual([]);
});

test('a due timer fires once, says for when, and is planned again', async () => {
  await create({ every_seconds: 3600 });
  await dueAgo(5);
  const { next_fire_at: due } = await read();
  expect(await fire()).toMatchObject({ timers: 1, events: 1 });
  expect(await fire()).toMatchObject({ timers: 0, events: 0 });
  const found = await stored();
  expect(found).toMatchObject([{ trigger_ref: 'core.timer', payload: { sensor: ref, missed: 0 } }]);
  expect(Date.parse(found[0]?.payload.scheduled_for ?? '')).toBe(Date.parse(due ?? ''));
  const after = await read();
  expect(after).toMatchObject({ state: 'active', event_count: 1, last_event: expect.any(Number) });
  expect(Date.parse(after.next_fire_at ?? '')).toBe(Date.parse(due ?? '') + 3_600_000);
});

test('however many look at once, each moment fires once', async () => {
  await create({ every_seconds: 60, missed: 'all' });
  await dueAgo(600);
  await Promise.all(Array.from({ length: 6 }, fire));
  const moments = (await stored()).map(({ payload }) => payload.scheduled_for);
  expect(moments).toHaveLength(11);
  expect(new Set(moments).size).toBe(11);
});

test('a transaction that fails fires nothing and forgets nothing', async () => {
  await create({ every_seconds: 3600 });
  await dueAgo(5);
  await expect(
    events.transaction(async (session) => {
      await fireDueTimers({
        ctx: { events: session },
        input: { decide: dueFires, limit: 50 },
      });
      throw new Error('pulled the plug');
    }),
  ).rejects.toThrow('pulled the plug');
  expect(await stored()).toEqual([]);
  expect(await fire()).toMatchObject({ events: 1 });
});

test('a moment fires once and then the timer is done', async () => {
  await create({ at: '2999-01-01T00:00:00Z' });
  await dueAgo(1);
  await fire();
  expect(await read()).toMatchObject({ state: 'done', next_fire_at: null, event_count: 1 });
});

test('a timer that cannot be followed is noted and holds up no other', async () => {
  await create({ every_seconds: 60 });
  const broken: TimerConfig = { cron: '99 * * * *', missed: 'once' };
  await events.sql`update sensor set config = ${JSON.stringify(broken)}::text::jsonb where ref = ${ref}::text`;
  await dueAgo(10);
  const bad = ref;
  ref = `${ref}-good`;
  await create({ every_seconds: 60 });
  await dueAgo(5);
  expect(await fire()).toMatchObject({ timers: 2, events: 1 });
  expect(await getSensor({ ctx: { events }, input: { ref: bad } })).toMatchObject({
    state: 'failing',
    error_count: 1,
    last_error: expect.stringContaining('99 * * * *'),
    next_fire_at: null,
  });
});

test('a timer that is switched on again has missed nothing', async () => {
  await create({ every_seconds: 3600, missed: 'all' });
  const patch = (enabled: boolean) =>
    updateSensor({ ctx: { events, nextFire }, input: { ref, patch: { enabled } } });
  await patch(false);
  await dueAgo(36_000);
  expect(await fire()).toMatchObject({ timers: 0 });
  await patch(true);
  expect(await fire()).toMatchObject({ timers: 0 });
  expect(Date.parse((await read()).next_fire_at ?? '')).toBeGreaterThan(Date.now());
});

test('running timers fire without being asked', async () => {
  await create({ every_seconds: 3600 });
  await dueAgo(1);
  const timers = [startTimers({ ctx: { events, log } }), startTimers({ ctx: { events, log } })];
  await expect.poll(stored, { timeout: 10_000, interval: 20 }).toHaveLength(1);
  for (const running of timers) await running.stop();
  expect(await stored()).toHaveLength(1);
});
