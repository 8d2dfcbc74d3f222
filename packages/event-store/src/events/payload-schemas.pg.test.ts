import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { createTrigger } from '../definitions/create-trigger.ts';
import { deleteTrigger } from '../definitions/delete-trigger.ts';
import { updateTrigger } from '../definitions/update-trigger.ts';
import { type EventStore, openEventStore } from '../open-event-store.ts';
import { createEvents } from './create-events.ts';
import { payloadSchemas } from './payload-schemas.ts';

let store: TempEventStore;
/** Stands for another process: a pool of its own. */
let elsewhere: EventStore;
beforeAll(async () => {
  store = await tempEventStore();
  elsewhere = await openEventStore({ url: store.url, maxConnections: 1 });
});
afterAll(async () => {
  await elsewhere.close();
  await store[Symbol.asyncDispose]();
});

let turn = 0;
let ref: string;
beforeEach(() => {
  turn += 1;
  ref = `shop.turn${turn}`;
});

const post = (events: EventStore, payload: number, idempotency_key?: string) =>
  createEvents({
    ctx: { events },
    input: { events: [{ trigger_ref: ref, payload, idempotency_key }] },
  });
const refused = { code: 'payload_refused' };
const text = { type: 'string' };
const number = { type: 'number' };

test.each([
  ['posts', () => undefined],
  ['posts with a key', () => `key ${Math.random()}`],
])(
  '%s obey a schema that another process has just made, changed or removed',
  async (_what, key) => {
    const ctx = { events: elsewhere };
    await post(store.events, 1, key());
    await createTrigger({ ctx, input: { ref, out_schema: text, payload_policy: 'refuse' } });
    await expect(post(store.events, 2, key())).rejects.toMatchObject(refused);
    await updateTrigger({ ctx, input: { ref, patch: { out_schema: number } } });
    await post(store.events, 3, key());
    await updateTrigger({ ctx, input: { ref, patch: { out_schema: text } } });
    await expect(post(store.events, 4, key())).rejects.toMatchObject(refused);
    await deleteTrigger({ ctx, input: { ref } });
    await post(store.events, 5, key());
    const stored = await store.events.sql<{ payload: number }[]>`
    select payload from event where trigger_ref = ${ref}::text order by id`;
    expect(stored.map(({ payload }) => payload)).toEqual([1, 3, 5]);
  },
);

test('a schema is asked for once, however many events it checks', async () => {
  const ask = () => payloadSchemas(store.events, { refs: [ref, 'shop.unknown'], again: false });
  await createTrigger({ ctx: { events: elsewhere }, input: { ref, out_schema: number } });
  expect((await ask()).isFresh).toBe(true);
  const again = await ask();
  expect(again.isFresh).toBe(false);
  expect(again.schemas.get(ref)).toEqual({ out_schema: number, payload_policy: 'record' });
  expect(again.schemas.get('shop.unknown')).toBe(null);
});

test('what a transaction that failed had changed is forgotten with it', async () => {
  const change = store.events.transaction(async (events) => {
    const inner = { events };
    await createTrigger({
      ctx: inner,
      input: { ref, out_schema: text, payload_policy: 'refuse' },
    });
    const input = { events: [{ trigger_ref: ref, payload: 1 }] };
    await expect(createEvents({ ctx: inner, input })).rejects.toMatchObject(refused);
    throw new Error('undone');
  });
  await expect(change).rejects.toThrow('undone');
  await post(store.events, 1);
});
