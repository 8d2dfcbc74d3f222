import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventStoreError } from './event-store-error.ts';
import { shareTransactions } from './share-transactions.ts';

const doubled = async (items: readonly number[]) => items.map((item) => item * 2);

test('what comes in one turn shares a transaction, what comes while it runs shares the next', async () => {
  const batches: number[][] = [];
  const late: Promise<number>[] = [];
  const shared = shareTransactions({
    async write(items: readonly number[]) {
      batches.push([...items]);
      if (batches.length === 1) late.push(shared.add(7), shared.add(8));
      return doubled(items);
    },
    take: (waiting) => waiting.length,
  });
  expect(await Promise.all([1, 2, 3].map(shared.add))).toEqual([2, 4, 6]);
  expect(await Promise.all(late)).toEqual([14, 16]);
  expect(batches).toEqual([
    [1, 2, 3],
    [7, 8],
  ]);
});

test('each item gets its own answer or its own failure, in batches as large as they may be', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 30 }),
      fc.integer({ min: 0, max: 8 }),
      async (items, size) => {
        const shared = shareTransactions({
          async write(batch: readonly number[]) {
            expect(batch.length).toBeLessThanOrEqual(Math.max(size, 1));
            const bad = batch.find((item) => item < 0);
            if (bad !== undefined) throw new EventStoreError('query_failed', `${bad}`);
            return doubled(batch);
          },
          take: () => size,
        });
        const answers = await Promise.allSettled(items.map(shared.add));
        expect(answers).toEqual(
          items.map((item) =>
            item < 0
              ? { status: 'rejected', reason: new EventStoreError('query_failed', `${item}`) }
              : { status: 'fulfilled', value: item * 2 },
          ),
        );
      },
    ),
  );
});

test('where the connection broke nothing is tried again, and the next items are', async () => {
  let tries = 0;
  const shared = shareTransactions({
    async write(items: readonly number[]) {
      tries += 1;
      if (tries === 1) throw new EventStoreError('server_unreachable', 'gone');
      return doubled(items);
    },
    take: (waiting) => waiting.length,
  });
  const answers = await Promise.allSettled([1, 2].map(shared.add));
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(tries).toBe(1);
  expect(await shared.add(3)).toBe(6);
});
