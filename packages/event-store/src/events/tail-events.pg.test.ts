import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { createEvents } from './create-events.ts';
import { listEvents } from './list-events.ts';
import { eventCursor, tailEvents } from './tail-events.ts';

let store: TempEventStore;
let ctx: { readonly events: TempEventStore['events'] };
beforeAll(async () => {
  store = await tempEventStore();
  ctx = { events: store.events };
});
afterAll(() => store[Symbol.asyncDispose]());

test('a tail starts now, and goes on from any event', async () => {
  const start = await tailEvents({ ctx, input: {} });
  expect(start.items).toEqual([]);
  const made = await createEvents({
    ctx,
    input: { events: [{ trigger_ref: 'tail.a' }, { trigger_ref: 'tail.b' }] },
  });
  const first = await tailEvents({ ctx, input: { after: start.cursor, limit: 1 } });
  expect(first.items.map(({ id }) => id)).toEqual([made[0]?.id]);
  const second = await tailEvents({ ctx, input: { after: first.cursor } });
  expect(second.items.map(({ id }) => id)).toEqual([made[1]?.id]);
  const end = await tailEvents({ ctx, input: { after: second.cursor } });
  expect(end).toEqual({ items: [], cursor: second.cursor });
  const filtered = await tailEvents({
    ctx,
    input: { after: start.cursor, trigger_ref: 'tail.b' },
  });
  expect(filtered.items.map(({ id }) => id)).toEqual([made[1]?.id]);
  const { items } = await listEvents({ ctx, input: { trigger_ref: 'tail.a' } });
  const fromListed = await tailEvents({
    ctx,
    input: { after: items[0] === undefined ? undefined : eventCursor(items[0]) },
  });
  expect(fromListed.items.map(({ id }) => id)).toEqual([made[1]?.id]);
});

test('no event is skipped or shown twice, however transactions overlap', async () => {
  const start = await tailEvents({ ctx, input: {} });
  let writing = true;
  const writer = async (name: number) => {
    for (let turn = 0; turn < 15; turn += 1) {
      await store.events.transaction(async (events) => {
        const event = { trigger_ref: `race.w${name}` };
        await createEvents({ ctx: { events }, input: { events: [event] } });
        for (let pause = 0; pause < name * 3; pause += 1) await events.sql`select 1`;
        await createEvents({ ctx: { events }, input: { events: [event, event] } });
      });
    }
  };
  const seen: number[] = [];
  const reader = async () => {
    let after = start.cursor;
    for (;;) {
      const last = !writing;
      const { items, cursor } = await tailEvents({ ctx, input: { after, limit: 20 } });
      seen.push(...items.map(({ id }) => id));
      after = cursor;
      if (last && items.length === 0) return;
    }
  };
  const reading = reader();
  await Promise.all([0, 1, 2].map(writer));
  writing = false;
  await reading;
  const stored = await store.events.sql<{ id: number }[]>`
    select id from event where trigger_ref like 'race.%' order by created, id`;
  expect(stored).toHaveLength(3 * 15 * 3);
  expect(seen).toEqual(stored.map(({ id }) => id));
});

test('a cursor that is none is refused', async () => {
  await expect(tailEvents({ ctx, input: { after: 'abc' } })).rejects.toMatchObject({
    code: 'invalid_cursor',
  });
});
