import { expect, test } from 'vitest';
import { axisLabels, bucketLabel } from './time-axis.ts';

const at = (moment: string) => Date.parse(moment) / 1000;

test('hours stand on a clock of 24, with the date where it changes', () => {
  const ticks = ['21:00', '22:00', '23:00'].map((time) => at(`2026-03-01T${time}:00Z`));
  ticks.push(at('2026-03-02T00:00:00Z'), at('2026-03-02T01:00:00Z'));
  expect(axisLabels(ticks, { step: 3600, utc: true })).toEqual([
    '21:00\n2026-03-01',
    '22:00',
    '23:00',
    '00:00\n2026-03-02',
    '01:00',
  ]);
});

test('days stand with the year where it changes', () => {
  const ticks = ['2025-12-30', '2025-12-31', '2026-01-01', '2026-01-02'].map((day) =>
    at(`${day}T00:00:00Z`),
  );
  expect(axisLabels(ticks, { step: 86_400, utc: true })).toEqual([
    '12-30\n2025',
    '12-31',
    '01-01\n2026',
    '01-02',
  ]);
});

test('a bucket is named by when it begins, a day by itself', () => {
  expect(bucketLabel(Date.parse('2026-03-02T00:00:00Z'), { days: true })).toBe('2026-03-02');
  expect(bucketLabel(new Date(2026, 2, 2, 19).getTime(), { days: false })).toBe('2026-03-02 19:00');
});
