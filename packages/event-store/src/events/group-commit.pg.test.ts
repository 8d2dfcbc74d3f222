import type { NewEvent } from '@clew/contracts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TempEventStore, tempEventStore } from '../../test/temp-event-store.ts';
import { EventStoreError } from '../event-store-error.ts';
import { groupCommit } from './group-commit.ts';

let store: TempEventStore;
beforeAll(async () => {
  store = await tempEventStore();
});
afterAll(() => store[Symbol.asyncDispose]());

function counted(options: Parameters<typeof groupCommit>[1] = {}) {
  const transactions: { posts: number; events: number }[] = [];
  const group = groupCommit(
    { events: store.events },
    { ...options, onTransaction: (size) => transactions.push(size) },
  );
  return { group, transactions };
}

const stored = async (trigger: string) =>
  (
    await store.events.sql<{ id: number; n: number }[]>`
      select id, (payload ->> 'n')::integer as n from event
      where trigger_ref = ${trigger}::text order by n`
  ).map(({ id, n }) => ({ id, n }));

test('64 posts at once are all answered, each with its own receipt, in one transaction', async () => {
  const { group, transactions } = counted();
  const answers = await Promise.all(
    Array.from({ length: 64 }, (_, n) =>
      group.create([{ trigger_ref: 'group.single', payload: { n } }]),
    ),
  );
  expect(transactions).toEqual([{ posts: 64, events: 64 }]);
  expect(await stored('group.single')).toEqual(
    answers.map(([receipt], n) => ({ id: receipt?.id, n })),
  );
});

test('a post that comes alone waits for nobody', async () => {
  const { group, transactions } = counted();
  await group.create([{ trigger_ref: 'group.alone' }]);
  await group.create([{ trigger_ref: 'group.alone' }]);
  expect(transactions).toHaveLength(2);
});

test('a bad post fails by itself, with its own reason', async () => {
  const { group } = counted();
  const answers = await Promise.allSettled(
    Array.from({ length: 20 }, (_, n) =>
      group.create([
        n === 7
          ? { trigger_ref: 'group.mixed', payload: { text: 'a\0b' } }
          : { trigger_ref: 'group.mixed', payload: { n } },
      ]),
    ),
  );
  expect(answers.map(({ status }) => status === 'fulfilled')).toEqual(
    Array.from({ length: 20 }, (_, n) => n !== 7),
  );
  expect(answers[7]).toMatchObject({ reason: { code: 'invalid_input' } });
  expect((await stored('group.mixed')).map(({ n }) => n)).toEqual(
    Array.from({ length: 20 }, (_, n) => n).filter((n) => n !== 7),
  );
});

test('no transaction has more events than it may, unless one post has', async () => {
  const { group, transactions } = counted({ maxEvents: 10 });
  const post = (size: number): NewEvent[] =>
    Array.from({ length: size }, () => ({ trigger_ref: 'group.sized' }));
  await Promise.all([4, 4, 4, 25, 1, 9, 2].map((size) => group.create(post(size))));
  expect(transactions.map(({ events }) => events)).toEqual([8, 4, 25, 10, 2]);
});

test('repeats of a key within one transaction lead to one event', async () => {
  const { group } = counted();
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      group.create([{ trigger_ref: 'group.key', idempotency_key: 'k' }]),
    ),
  );
  const receipts = answers.flat();
  expect(new Set(receipts.map(({ id }) => id)).size).toBe(1);
  expect(receipts.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
});

test('where the connection broke, nobody is stored twice: all are told', async () => {
  let tries = 0;
  const lost = new EventStoreError('server_unreachable', 'gone');
  const events = {
    ...store.events,
    run: async () => {
      tries += 1;
      throw lost;
    },
  };
  const group = groupCommit({ events });
  const answers = await Promise.allSettled(
    Array.from({ length: 5 }, () => group.create([{ trigger_ref: 'group.lost' }])),
  );
  expect(answers.every((answer) => answer.status === 'rejected' && answer.reason === lost)).toBe(
    true,
  );
  expect(tries).toBe(1);
});

test('more than may wait are refused, and the others are stored', async () => {
  const { group } = counted({ maxWaiting: 3 });
  const answers = await Promise.allSettled(
    Array.from({ length: 6 }, (_, n) =>
      group.create([{ trigger_ref: 'group.full', payload: { n } }]),
    ),
  );
  const refused = answers.filter(({ status }) => status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]).toMatchObject({ reason: { code: 'contention', retryable: true } });
  expect(await stored('group.full')).toHaveLength(answers.length - refused.length);
});

test('whatever comes together, good posts are stored once and whole, bad ones not at all', async () => {
  let run = 0;
  const posts = fc.array(fc.record({ size: fc.integer({ min: 1, max: 4 }), bad: fc.boolean() }), {
    minLength: 1,
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(posts, async (plan) => {
      const trigger_ref = `group.property${++run}`;
      const { group } = counted({ maxEvents: 7 });
      const answers = await Promise.allSettled(
        plan.map(({ size, bad }, n) =>
          group.create(
            Array.from({ length: size }, (_, at) => ({
              trigger_ref: bad && at === size - 1 ? 'Bad' : trigger_ref,
              payload: { n },
            })),
          ),
        ),
      );
      expect(answers.map(({ status }) => status === 'rejected')).toEqual(
        plan.map(({ bad }) => bad),
      );
      expect((await stored(trigger_ref)).map(({ n }) => n)).toEqual(
        plan.flatMap(({ size, bad }, n) => (bad ? [] : Array.from({ length: size }, () => n))),
      );
    }),
    { numRuns: 25 },
  );
});
