import { expect, test } from 'vitest';
import { testClock } from './test-clock.ts';

test('moves only when told', () => {
  const clock = testClock();
  const start = clock.now();
  expect(clock.now()).toEqual(start);
  expect(clock.advance(1500).getTime() - start.getTime()).toBe(1500);
  clock.setTo(new Date('2030-05-05T00:00:00Z'));
  expect(clock.now()).toEqual(new Date('2030-05-05T00:00:00Z'));
});
