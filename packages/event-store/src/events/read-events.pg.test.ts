import type { Event } from '@clew/contracts';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plannedChunks } from '../../test/plan.ts';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { idTime } from '../record-window.ts';
import { createEvents } from './create-events.ts';
import { eventById, getEvent } from './get-event.ts';
import { eventsBehind, listEvents } from './list-events.ts';

let store: TempEventStore;
let ctx: { readonly events: TempEventStore['events'] };
beforeAll(async () => {
  store = await tempEventStore();
  ctx = { events: store.events };
});
afterAll(() => store[Symbol.asyncDispose]());

test('an id carries the millisecond in which its event was created', async () => {
  const [receipt] = await createEvents({ ctx, input: { events: [{ trigger_ref: 'a.b' }] } });
  expect(idTime(receipt?.id ?? 0)).toBe(Date.parse(receipt?.created ?? ''));
});

test('the server and the client read the same time from an id', async () => {
  const moments = fc.sample(
    fc.date({
      min: new Date('2025-06-01T00:00:00Z'),
      max: new Date('2092-01-01T00:00:00Z'),
      noInvalidDate: true,
    }),
    200,
  );
  const rows = await store.events.sql<{ id: number; at: string; back: string; ok: boolean }[]>`
    select id, at, clew_internal.id_time(id) as back, clew_internal.id_matches_time(id, at) as ok
    from (select clew_internal.mint_id(at) as id, at
          from unnest(${moments.map((date) => date.toISOString())}::timestamptz[]) as at) as minted`;
  for (const { id, at, back, ok } of rows) {
    expect(ok).toBe(true);
    expect(Date.parse(back)).toBe(Date.parse(at));
    expect(idTime(id)).toBe(Date.parse(at));
  }
});

test('an id that would lead a lookup astray is refused', async () => {
  await expect(
    store.events.sql`
      insert into event (id, created, trigger_ref)
      values (clew_internal.mint_id(), now() - interval '1 hour', 'a.b')`,
  ).rejects.toMatchObject({ code: '23514', constraint_name: 'event_id_time_check' });
});

test('an event that does not exist says so', async () => {
  await expect(getEvent({ ctx, input: { id: 1 } })).rejects.toMatchObject({
    code: 'event_not_found',
    problem: 'not_found',
  });
  for (const id of [0, -1, 1.5, Number.NaN, 2 ** 53]) {
    await expect(getEvent({ ctx, input: { id } })).rejects.toMatchObject({ code: 'invalid_input' });
  }
});

async function readAll(trigger_ref: string, limit: number, between: () => Promise<unknown>) {
  const seen: Event[] = [];
  let cursor: string | undefined;
  do {
    const page = await listEvents({ ctx, input: { trigger_ref, limit, cursor } });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    seen.push(...page.items);
    cursor = page.next_cursor ?? undefined;
    await between();
  } while (cursor !== undefined);
  return seen;
}

test('pages show every event once, ties and late inserts included', async () => {
  let run = 0;
  const sizes = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(sizes, fc.integer({ min: 1, max: 7 }), async (ties, limit) => {
      run += 1;
      const trigger_ref = `pages.run${run}`;
      await store.events.sql`
        insert into event (id, created, trigger_ref)
        select clew_internal.mint_id(at), at, ${trigger_ref}::text
        from unnest(${ties}::integer[]) with ordinality as t (copies, n)
        cross join lateral (select date_trunc('hour', now()) - n * interval '1 minute' as at) as m
        cross join generate_series(1, copies)`;
      const expected = await store.events.sql<{ id: number }[]>`
        select id from event where trigger_ref = ${trigger_ref}::text
        order by created desc, id desc`;
      const seen = await readAll(trigger_ref, limit, () =>
        createEvents({ ctx, input: { events: [{ trigger_ref }] } }),
      );
      expect(seen.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    }),
    { numRuns: 15 },
  );
});

test('a cursor that is none is refused', async () => {
  for (const cursor of ['abc', 'ZXZlbnQgbm9wZQ']) {
    await expect(listEvents({ ctx, input: { cursor } })).rejects.toMatchObject({
      code: 'invalid_cursor',
    });
  }
  await expect(listEvents({ ctx, input: { limit: 201 } })).rejects.toMatchObject({
    code: 'invalid_input',
  });
});

describe('ninety days of events, compressed', () => {
  const days = 90;

  beforeAll(async () => {
    const { sql } = store.events;
    await sql`
      insert into event (id, created, trigger_ref, payload)
      select clew_internal.mint_id(at), at, 'past.t' || n % 3, jsonb_build_object('n', n)
      from generate_series(1, ${days * 5}::integer) as n
      cross join lateral (select now() - n * interval '1 day' / 5 as at) as moments`;
    await sql`
      select count(compress_chunk(c)) from show_chunks('event', older_than => interval '7 days') as c`;
  });

  async function idsInPast(): Promise<readonly { id: number; created: string }[]> {
    return store.events.sql<{ id: number; created: string }[]>`
      select id, created from event where trigger_ref like 'past.%' order by id`;
  }

  test('an event is found by its id wherever it lies, and one chunk is planned for it', async () => {
    const all = await idsInPast();
    const chunks = await store.events.sql`select show_chunks('event')`;
    expect(chunks.length).toBeGreaterThanOrEqual(days);
    for (const { id, created } of [all[0], all[200], all.at(-1)].filter(
      (row) => row !== undefined,
    )) {
      expect(await getEvent({ ctx, input: { id } })).toMatchObject({ id, created });
      expect(await plannedChunks(store.events, eventById(store.events.db, id))).toHaveLength(1);
    }
  });

  test('a page plans or reads only the chunks that it needs', async () => {
    const [middle] = (await idsInPast()).slice(200, 201);
    const page = eventsBehind(
      store.events.db,
      { since: new Date(Date.parse(middle?.created ?? '') - 86_400_000).toISOString(), limit: 10 },
      { at: middle?.created ?? '', id: middle?.id ?? 0 },
    );
    expect((await plannedChunks(store.events, page)).length).toBeLessThanOrEqual(2);
  });

  test('a search in payloads reads the chunks of the last week, unless another time is said', async () => {
    const search = (since?: string) =>
      plannedChunks(
        store.events,
        eventsBehind(store.events.db, { text: 'nowhere', since, limit: 10 }, undefined),
      );
    const week = await search();
    expect(week.length).toBeGreaterThan(0);
    expect(week.length).toBeLessThanOrEqual(9);
    expect((await search('2025-01-01T00:00:00Z')).length).toBeGreaterThan(week.length);
  });

  test('lists filter by trigger and by time', async () => {
    const { items } = await listEvents({ ctx, input: { trigger_ref: 'past.t1', limit: 200 } });
    expect(items).toHaveLength((days * 5) / 3);
    expect(items.every(({ trigger_ref }) => trigger_ref === 'past.t1')).toBe(true);
    const [newest, , third] = items;
    const between = await listEvents({
      ctx,
      input: { trigger_ref: 'past.t1', since: third?.created, until: newest?.created },
    });
    expect(between.items.map(({ id }) => id)).toEqual([items[1]?.id, third?.id]);
  });
});
