import { expect, test } from 'vitest';
import { bucketOf, bucketsOf } from './back-test-series.ts';

const from = Date.UTC(2026, 0, 1, 22);
const hours = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    hour: new Date(from + index * 3_600_000).toISOString(),
    events: 2,
    matches: index % 2,
    errors: 0,
  }));

test('a short window stays by the hour', () => {
  expect(bucketOf(hours(48))).toBe('hour');
  expect(bucketsOf(hours(3))).toEqual([
    { start: from, events: 2, matches: 0, errors: 0 },
    { start: from + 3_600_000, events: 2, matches: 1, errors: 0 },
    { start: from + 7_200_000, events: 2, matches: 0, errors: 0 },
  ]);
});

test('a long one is summed by the day of UTC, and nothing is lost', () => {
  const days = bucketsOf(hours(24 * 30));
  expect(bucketOf(hours(24 * 30))).toBe('day');
  expect(days[0]).toEqual({ start: Date.UTC(2026, 0, 1), events: 4, matches: 1, errors: 0 });
  expect(days[1]).toMatchObject({ events: 48, matches: 12 });
  expect(days).toHaveLength(31);
  expect(days.reduce((sum, { events }) => sum + events, 0)).toBe(2 * 24 * 30);
});
