import { expect, test } from 'vitest';
import { retryAfterSeconds } from './retry-after.ts';

const now = new Date('2026-03-02T09:30:00Z');
const at = (retryAfter: string | undefined, date?: string) =>
  retryAfterSeconds({ retryAfter, date, now });

test.each([
  ['120', 120],
  [' 0 ', 0],
  ['7200', 3600],
  ['Mon, 02 Mar 2026 09:31:30 GMT', 90],
  ['Monday, 02-Mar-26 09:31:30 GMT', 90],
  ['Mon Mar  2 09:31:30 2026', 90],
  ['Mon, 02 Mar 2026 09:00:00 GMT', 0],
  ['Tue, 03 Mar 2026 09:30:00 GMT', 3600],
])('%s is understood', (retryAfter, seconds) => {
  expect(at(retryAfter)).toBe(seconds);
});

test('[X9] a date is compared with the clock of the server that sent it', () => {
  const date = 'Mon, 02 Mar 2026 11:00:00 GMT';
  expect(at('Mon, 02 Mar 2026 11:00:20 GMT', date)).toBe(20);
  expect(at('Mon, 02 Mar 2026 09:30:20 GMT', 'just now')).toBe(20);
});

test.each([
  undefined,
  '',
  'soon',
  '-5',
  '1.5',
  '2026-03-02T09:31:00Z',
  'Mon, 99 Foo 2026 09:31:30 GMT',
])('%s says nothing', (retryAfter) => {
  expect(at(retryAfter)).toBeNull();
});
