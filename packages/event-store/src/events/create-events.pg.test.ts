import type { NewEvent } from '@clew/contracts';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { createEvents } from './create-events.ts';
import { getEvent } from './get-event.ts';

let store: TempEventStore;
let ctx: { readonly events: TempEventStore['events'] };
beforeAll(async () => {
  store = await tempEventStore();
  ctx = { events: store.events };
});
afterAll(() => store[Symbol.asyncDispose]());

async function counts(): Promise<{ events: number; inbox: number; keys: number }> {
  const [row] = await store.events.sql<{ events: number; inbox: number; keys: number }[]>`
    select (select count(*) from event) as events, (select count(*) from event_inbox) as inbox,
           (select count(*) from event_idempotency) as keys`;
  return row ?? { events: -1, inbox: -1, keys: -1 };
}

const create = (...events: NewEvent[]) => createEvents({ ctx, input: { events } });

test('an event is stored with its inbox row and reads back as it was given', async () => {
  const before = await counts();
  const [receipt] = await create({
    trigger_ref: 'graph.indexed',
    payload: { 'a.b': [1, 2.5, 'é😀"\\\n', null, true, {}], 'a{b,c}': '{"x","y"}' },
    config: 'text',
    source_ref: 'sensor.unknown',
  });
  expect(receipt).toMatchObject({ trigger_ref: 'graph.indexed', duplicate: false });
  const event = await getEvent({ ctx, input: { id: receipt?.id ?? 0 } });
  expect(event).toEqual({
    id: receipt?.id,
    trigger: expect.any(Number),
    trigger_ref: 'graph.indexed',
    payload: { 'a.b': [1, 2.5, 'é😀"\\\n', null, true, {}], 'a{b,c}': '{"x","y"}' },
    config: 'text',
    source: null,
    source_ref: 'sensor.unknown',
    rule: null,
    rule_ref: null,
    root_event: null,
    depth: 0,
    budget: 1000,
    problems: null,
    created: receipt?.created,
  });
  expect(await counts()).toEqual({ ...before, events: before.events + 1, inbox: before.inbox + 1 });
  const [queued] = await store.events.sql`
    select created, trigger_ref from event_inbox where event_id = ${receipt?.id ?? 0}::bigint`;
  expect(queued).toEqual({ created: event.created, trigger_ref: 'graph.indexed' });
});

test('an unknown trigger is accepted: a rule may come later', async () => {
  const [receipt] = await create({ trigger_ref: 'nobody.knows.this' });
  const event = await getEvent({ ctx, input: { id: receipt?.id ?? 0 } });
  expect(event).toMatchObject({ trigger: null, trigger_ref: 'nobody.knows.this' });
});

test('a reaction carries its root, depth and budget', async () => {
  const [root] = await create({ trigger_ref: 'a.root' });
  const cause = { root_event: root?.id ?? 0, depth: 3, budget: 50 };
  const [receipt] = await createEvents({
    ctx,
    input: { events: [{ trigger_ref: 'a.reaction' }], cause },
  });
  expect(await getEvent({ ctx, input: { id: receipt?.id ?? 0 } })).toMatchObject(cause);
});

test('a thousand events are one transaction, answered in their order', async () => {
  const before = await counts();
  const receipts = await create(
    ...Array.from({ length: 1000 }, (_, n) => ({ trigger_ref: `batch.t${n % 7}`, payload: { n } })),
  );
  expect(new Set(receipts.map(({ id }) => id)).size).toBe(1000);
  expect(receipts.map(({ trigger_ref }) => trigger_ref)).toEqual(
    Array.from({ length: 1000 }, (_, n) => `batch.t${n % 7}`),
  );
  const stored = await store.events.sql<{ id: number; n: number }[]>`
    select id, (payload ->> 'n')::integer as n from event
    where id = any (${receipts.map(({ id }) => id)}::bigint[]) order by n`;
  expect(stored.map(({ id }) => id)).toEqual(receipts.map(({ id }) => id));
  const after = await counts();
  expect(after.events - before.events).toBe(1000);
  expect(after.inbox - before.inbox).toBe(1000);
});

const megabyte = 1_048_576;

test.each<[string, unknown, string]>([
  ['no trigger_ref', { payload: {} }, 'trigger_ref'],
  ['a trigger_ref of one segment', { trigger_ref: 'indexed' }, 'trigger_ref'],
  ['a trigger_ref with capitals', { trigger_ref: 'graph.Indexed' }, 'trigger_ref'],
  ['an empty segment', { trigger_ref: 'graph..indexed' }, 'trigger_ref'],
  ['NUL in a payload', { trigger_ref: 'a.b', payload: { text: 'a\0b' } }, 'NUL'],
  ['NUL in a key of a payload', { trigger_ref: 'a.b', payload: { 'a\0': 1 } }, 'NUL'],
  ['NUL in a config', { trigger_ref: 'a.b', config: ['\0'] }, 'NUL'],
  ['half of a surrogate pair', { trigger_ref: 'a.b', payload: '\ud800' }, 'surrogate'],
  ['more than a megabyte', { trigger_ref: 'a.b', payload: 'x'.repeat(megabyte - 1) }, 'bytes'],
  ['a field that does not exist', { trigger_ref: 'a.b', updated: 'now' }, 'updated'],
])(
  '%s is refused and nothing is stored, not even its neighbours',
  async (_what, bad, complaint) => {
    const before = await counts();
    await expect(create({ trigger_ref: 'good.event' }, bad as NewEvent)).rejects.toMatchObject({
      code: 'invalid_input',
      problem: 'invalid_request',
      message: expect.stringContaining(complaint),
    });
    expect(await counts()).toEqual(before);
  },
);

test('a payload of exactly a megabyte is stored', async () => {
  const payload = 'x'.repeat(megabyte - 2);
  const [receipt] = await create({ trigger_ref: 'big.event', payload });
  expect((await getEvent({ ctx, input: { id: receipt?.id ?? 0 } })).payload).toBe(payload);
});

test('a batch that is too long or too large is refused', async () => {
  const before = await counts();
  const many = Array.from({ length: 1001 }, () => ({ trigger_ref: 'a.b' }));
  await expect(create(...many)).rejects.toMatchObject({ code: 'invalid_input' });
  const large = Array.from({ length: 17 }, () => ({
    trigger_ref: 'a.b',
    payload: 'x'.repeat(megabyte - 2),
  }));
  await expect(create(...large)).rejects.toMatchObject({ code: 'invalid_input' });
  expect(await counts()).toEqual(before);
});

test('a repeat of an idempotency key stores nothing and answers the first id', async () => {
  const event = { trigger_ref: 'idem.a', idempotency_key: 'k', payload: { n: 1 } };
  const [first] = await create(event);
  const before = await counts();
  const [again] = await create({ ...event, payload: { n: 2 } });
  expect(again).toEqual({ ...first, duplicate: true });
  expect(await counts()).toEqual(before);
  const [elsewhere] = await create({ ...event, trigger_ref: 'idem.b' });
  expect(elsewhere).toMatchObject({ duplicate: false });
});

test('of many repeats at once one is stored', async () => {
  const before = await counts();
  const keys = ['x', 'y', 'z'];
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, n) => {
      const order = n % 2 === 0 ? keys : [...keys].reverse();
      return create(
        ...order.map((idempotency_key) => ({ trigger_ref: 'idem.race', idempotency_key })),
      );
    }),
  );
  const receipts = answers.flat();
  expect(receipts.filter(({ duplicate }) => !duplicate)).toHaveLength(3);
  expect(new Set(receipts.map(({ id }) => id)).size).toBe(3);
  expect((await counts()).events - before.events).toBe(3);
});

test('a failed transaction releases its idempotency keys', async () => {
  const event = { trigger_ref: 'idem.rollback', idempotency_key: 'k' };
  await expect(
    store.events.transaction(async (events) => {
      await createEvents({ ctx: { events }, input: { events: [event] } });
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  expect((await create(event))[0]).toMatchObject({ duplicate: false });
});

test('whatever the batches, each key leads to one event and every keyless event is stored', async () => {
  const key = fc.option(fc.constantFrom('k1', 'k2', 'k3', 'k4'), { nil: undefined });
  const batches = fc.array(fc.array(key, { maxLength: 6 }), { minLength: 1, maxLength: 5 });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(batches, async (plan) => {
      run += 1;
      const trigger_ref = `idem.property${run}`;
      const known = new Map<string, number>();
      let stored = 0;
      for (const keys of plan) {
        const receipts = await create(
          ...keys.map((idempotency_key) => ({
            trigger_ref,
            ...(idempotency_key === undefined ? {} : { idempotency_key }),
          })),
        );
        keys.forEach((idempotency_key, index) => {
          const receipt = receipts[index];
          const first = idempotency_key === undefined ? undefined : known.get(idempotency_key);
          expect(receipt?.duplicate).toBe(first !== undefined);
          if (first !== undefined) expect(receipt?.id).toBe(first);
          else stored += 1;
          if (idempotency_key !== undefined) known.set(idempotency_key, receipt?.id ?? -1);
        });
      }
      const [row] = await store.events.sql<{ events: number; inbox: number }[]>`
        select (select count(*) from event where trigger_ref = ${trigger_ref}::text) as events,
               (select count(*) from event_inbox where trigger_ref = ${trigger_ref}::text) as inbox`;
      expect(row).toEqual({ events: stored, inbox: stored });
    }),
    { numRuns: 25 },
  );
});
