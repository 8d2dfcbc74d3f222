import fc from 'fast-check';
import { expect, test } from 'vitest';
import { healthRanges, usualHealth } from '../../pipeline-places.ts';
import { chartWindow, wholeHours, wider } from './chart-window.ts';

const now = Date.parse('2026-03-02T09:30:00Z');

test('every range fits what one answer holds', () => {
  for (const range of healthRanges) {
    const { bucket, since } = chartWindow({ ...usualHealth, range }, now);
    const length = bucket === 'hour' ? 3_600_000 : 86_400_000;
    expect((now - Date.parse(since)) / length).toBeLessThan(2000);
  }
});

test('a window that was brushed stands in place of the range', () => {
  const search = { range: '90d', since: '2026-03-01T00:00:00Z', until: '2026-03-01T06:00:00Z' };
  expect(chartWindow({ ...search, range: '90d' }, now)).toEqual({
    bucket: 'hour',
    since: '2026-03-01T00:00:00.000Z',
    until: '2026-03-01T06:00:00.000Z',
  });
});

test('a brushed span is widened to whole hours, and holds what was brushed', () => {
  fc.assert(
    fc.property(fc.nat(4e9), fc.nat(4e8), (start, length) => {
      const { since, until } = wholeHours({ from: start, to: start + length });
      const [from, to] = [Date.parse(since), Date.parse(until)];
      expect(from % 3_600_000).toBe(0);
      expect((to - from) % 3_600_000).toBe(0);
      expect(from).toBeLessThanOrEqual(start);
      expect(to).toBeGreaterThanOrEqual(start + length);
      expect(to).toBeGreaterThan(from);
    }),
  );
});

test('zooming out doubles the window until it is the range again', () => {
  let search = wider(
    { range: '24h', since: '2026-03-02T04:00:00.000Z', until: '2026-03-02T06:00:00.000Z' },
    now,
  );
  expect(search).toEqual({
    range: '24h',
    since: '2026-03-02T03:00:00.000Z',
    until: '2026-03-02T07:00:00.000Z',
  });
  const lengths: number[] = [];
  while (search !== null) {
    lengths.push(Date.parse(search.until ?? '') - Date.parse(search.since ?? ''));
    search = wider(search, now);
  }
  // The last one ends now, half an hour past nine, and is widened to whole hours.
  expect(lengths.map((length) => length / 3_600_000)).toEqual([4, 8, 17]);
});
