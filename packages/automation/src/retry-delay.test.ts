import fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryDelaySeconds } from './retry-delay.ts';

test('the delay doubles with every attempt, up to five minutes', () => {
  const delays = [1, 2, 3, 9, 10, 100].map((attempt) => retryDelaySeconds({ attempt, random: 0 }));
  expect(delays).toEqual([0.5, 1, 2, 128, 150, 150]);
});

test('chance moves it within its upper half only', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (attempt, random) => {
        const least = retryDelaySeconds({ attempt, random: 0 });
        const delay = retryDelaySeconds({ attempt, random });
        return delay >= least && delay <= Math.min(300, 2 * least);
      },
    ),
  );
});
