import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRateLimiter } from './rate-limiter.ts';

function limiter(perMinute: number) {
  let now = 0;
  const limits = createRateLimiter({ perMinute, now: () => now });
  return {
    take: limits.take,
    pass(ms: number) {
      now += ms;
    },
  };
}

test('a burst passes, then requests pass at the rate', () => {
  const limits = limiter(600);
  const passed = () => Array.from({ length: 1000 }, () => limits.take('a', 'write')).indexOf(1);
  expect(passed()).toBe(200);
  limits.pass(1000);
  expect(passed()).toBe(10);
});

test('keys and uses have a limit of their own, reading a wide one', () => {
  const limits = limiter(3);
  expect(limits.take('a', 'write')).toBe(0);
  expect(limits.take('a', 'write')).toBe(20);
  expect(limits.take('b', 'write')).toBe(0);
  expect(Array.from({ length: 11 }, () => limits.take('a', 'read')).at(-1)).toBe(2);
});

test('0 limits nothing', () => {
  const limits = limiter(0);
  expect(Array.from({ length: 5000 }, () => limits.take('a', 'write')).every((s) => s === 0)).toBe(
    true,
  );
});

test('whoever waits as long as told may go on', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.constantFrom('read' as const, 'write' as const),
      fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 200 }),
      (perMinute, use, waits) => {
        const limits = limiter(perMinute);
        for (const ms of waits) {
          limits.pass(ms);
          limits.take('a', use);
        }
        const seconds = limits.take('a', use);
        limits.pass(seconds * 1000);
        expect(seconds === 0 || limits.take('a', use) === 0).toBe(true);
      },
    ),
  );
});
