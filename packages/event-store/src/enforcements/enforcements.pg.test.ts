import { afterAll, beforeAll, expect, test } from 'vitest';
import { plannedChunks } from '../../test/plan.ts';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { createEvents } from '../events/create-events.ts';
import { createEnforcement } from './create-enforcement.ts';
import { createEnforcements } from './create-enforcements.ts';
import { enforcementById, getEnforcement } from './get-enforcement.ts';
import { listEnforcements } from './list-enforcements.ts';
import { resolveEnforcement } from './resolve-enforcement.ts';

let store: TempEventStore;
let ctx: { readonly events: TempEventStore['events'] };
beforeAll(async () => {
  store = await tempEventStore();
  ctx = { events: store.events };
});
afterAll(() => store[Symbol.asyncDispose]());

const match = { rule_ref: 'a.rule', trigger_ref: 'a.event' };

async function newEvents(count: number): Promise<readonly number[]> {
  const receipts = await createEvents({
    ctx,
    input: { events: Array.from({ length: count }, () => ({ trigger_ref: 'a.event' })) },
  });
  return receipts.map(({ id }) => id);
}

test('an enforcement reads back as it was given', async () => {
  const [event] = await newEvents(1);
  const given = {
    ...match,
    rule: 7,
    rule_version: 3,
    event: event ?? 0,
    config: { url: 'http://x' },
    payload: { n: [1, '2'] },
    condition: 'any',
    conditions: ["event.payload.n.size() > 1 && event.payload.text != 'a\\\"{b}'"],
    error: null,
  } as const;
  const created = await createEnforcement({ ctx, input: given });
  expect(created).toEqual({
    ...given,
    id: expect.any(Number),
    event: { id: event, state: 'present' },
    status: 'created',
    created: expect.any(String),
    resolved_at: null,
  });
  expect(await getEnforcement({ ctx, input: { id: created.id } })).toEqual(created);
});

test('a rule fires at most once for an event, in a batch, in a row and at once', async () => {
  const [event = 0] = await newEvents(1);
  const firing = { ...match, rule: 11, event };
  const batch = await createEnforcements({
    ctx,
    input: { enforcements: [firing, firing, { ...firing, rule: 12 }] },
  });
  expect(batch.map(({ duplicate }) => duplicate)).toEqual([false, true, false]);
  expect(batch[1]?.id).toBe(batch[0]?.id);
  const races = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      createEnforcements({
        ctx,
        input: {
          enforcements:
            n % 2 === 0 ? [firing, { ...firing, rule: 13 }] : [{ ...firing, rule: 13 }, firing],
        },
      }),
    ),
  );
  const fired = races.flat().filter(({ duplicate }) => !duplicate);
  expect(fired).toHaveLength(1);
  const [row] = await store.events.sql<{ count: number }[]>`
    select count(*) as count from enforcement where event = ${event}::bigint`;
  expect(row?.count).toBe(3);
});

test('an error that the rule raised is recorded with the enforcement', async () => {
  const created = await createEnforcement({ ctx, input: { ...match, error: 'no such key: x' } });
  expect(created).toMatchObject({ status: 'created', error: 'no such key: x' });
});

test('resolving takes the key off the queue in the same statement', async () => {
  const [event = 0] = await newEvents(1);
  const { id } = await createEnforcement({ ctx, input: { ...match, rule: 21, event } });
  const pending = async () => {
    const rows = await store.events.sql`
      select pending from enforcement_key where enforcement_id = ${id}::bigint`;
    return rows.map((row) => row.pending);
  };
  expect(await pending()).toEqual([true]);
  await resolveEnforcement({ ctx, input: { id, status: 'processed' } });
  expect(await pending()).toEqual([false]);
});

test('of many that resolve at once one succeeds', async () => {
  const { id } = await createEnforcement({ ctx, input: match });
  const outcomes = await Promise.allSettled(
    Array.from({ length: 6 }, () =>
      resolveEnforcement({ ctx, input: { id, status: 'processed' } }),
    ),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('an enforcement that does not exist says so', async () => {
  const missing = { code: 'enforcement_not_found', problem: 'not_found' };
  await expect(getEnforcement({ ctx, input: { id: 1 } })).rejects.toMatchObject(missing);
  await expect(
    resolveEnforcement({ ctx, input: { id: 1, status: 'disabled' } }),
  ).rejects.toMatchObject(missing);
});

test('lists filter, page and say which events are gone', async () => {
  const ids = await newEvents(6);
  await createEnforcements({
    ctx,
    input: { enforcements: ids.map((event) => ({ ...match, rule_ref: 'list.rule', event })) },
  });
  await store.events.sql`delete from event where id = any (${ids.slice(0, 3)}::bigint[])`;
  const first = await listEnforcements({ ctx, input: { rule_ref: 'list.rule', limit: 4 } });
  const second = await listEnforcements({
    ctx,
    input: { rule_ref: 'list.rule', limit: 4, cursor: first.next_cursor ?? '' },
  });
  expect(second.next_cursor).toBeNull();
  const links = [...first.items, ...second.items].map(({ event }) => event);
  expect(links).toEqual(
    [...ids].reverse().map((id) => ({ id, state: ids.indexOf(id) < 3 ? 'expired' : 'present' })),
  );
  const ofOne = await listEnforcements({ ctx, input: { event: ids[5] } });
  expect(ofOne.items.map(({ event }) => event?.id)).toEqual([ids[5]]);
  const pending = await listEnforcements({
    ctx,
    input: { rule_ref: 'list.rule', status: 'processed' },
  });
  expect(pending.items).toEqual([]);
});

test('a lookup and an update by id plan one chunk of many', async () => {
  await store.events.sql`
    insert into enforcement (id, created, rule_ref, trigger_ref)
    select clew_internal.mint_id(at), at, 'past.rule', 'past.event'
    from generate_series(0, 30) as n
    cross join lateral (select now() - n * interval '1 day' as at) as moments`;
  await store.events.sql`
    select count(compress_chunk(c)) from show_chunks('enforcement', older_than => interval '7 days') as c`;
  const { items } = await listEnforcements({ ctx, input: { rule_ref: 'past.rule' } });
  const oldest = items.at(-1);
  const query = enforcementById(store.events.db, oldest?.id ?? 0);
  expect(await plannedChunks(store.events, query)).toHaveLength(1);
  // Its chunk is compressed by now; the one transition still works.
  const resolved = await resolveEnforcement({
    ctx,
    input: { id: oldest?.id ?? 0, status: 'disabled', error: 'late' },
  });
  expect(resolved).toMatchObject({ status: 'disabled', error: 'late' });
});
