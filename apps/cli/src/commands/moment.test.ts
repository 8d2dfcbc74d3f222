import { InvalidArgumentError } from 'commander';
import { expect, test } from 'vitest';
import { momentOf } from './moment.ts';

const now = new Date('2026-03-02T09:30:00.000Z');

test.each([
  ['90m', -1, '2026-03-02T08:00:00.000Z'],
  ['12h', -1, '2026-03-01T21:30:00.000Z'],
  ['7d', 1, '2026-03-09T09:30:00.000Z'],
  ['2w', -1, '2026-02-16T09:30:00.000Z'],
  ['2026-03-01', -1, '2026-03-01T00:00:00.000Z'],
  ['2026-03-01T12:00', -1, '2026-03-01T12:00:00.000Z'],
  ['2026-03-01T12:00:30+02:00', -1, '2026-03-01T10:00:30.000Z'],
] as const)('%s is a moment', (text, direction, moment) => {
  expect(momentOf(text, direction, now)).toBe(moment);
});

test.each(['', '7', '7y', '-1d', 'yesterday', '2026-13-01', '2026-03-01T', '2026-02-30T25:00Z'])(
  '%j is none',
  (text) => {
    expect(() => momentOf(text, -1, now)).toThrow(InvalidArgumentError);
  },
);
