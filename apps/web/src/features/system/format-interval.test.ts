import { expect, test } from 'vitest';
import { formatInterval } from './format-interval.ts';

test.each([
  ['00:30:00', '30 min'],
  ['12:00:00', '12 h'],
  ['00:00:05', '5.0 s'],
  ['1 day', '1 day'],
  ['3 mons', '3 mons'],
])('%s reads %s', (interval, text) => {
  expect(formatInterval(interval)).toBe(text);
});
