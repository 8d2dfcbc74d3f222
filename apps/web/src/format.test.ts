import { afterEach, expect, test, vi } from 'vitest';
import {
  formatAgo,
  formatCommit,
  formatCompact,
  formatCount,
  formatDuration,
  formatMoment,
  formatQuantity,
  formatSite,
  formatTerm,
  formatUtc,
} from './format.ts';

test.each([
  [0, '0 ms'],
  [-5, '0 ms'],
  [640.4, '640 ms'],
  [999.7, '1.0 s'],
  [4_180, '4.2 s'],
  [9_960, '10 s'],
  [59_700, '1 min'],
  [185_000, '3 min 5 s'],
  [3_600_000, '1 h'],
  [7_800_000, '2 h 10 min'],
])('%d ms reads %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

const now = Date.parse('2026-03-02T09:30:00.000Z');

test.each([
  ['2026-03-02T09:29:58.000Z', 'now'],
  ['2026-03-02T09:30:02.000Z', 'now'],
  ['2026-03-02T09:29:20.000Z', '40 sec. ago'],
  ['2026-03-02T09:25:30.000Z', '4 min. ago'],
  ['2026-03-02T03:29:59.000Z', '6 hr. ago'],
  ['2026-03-01T09:00:00.000Z', 'yesterday'],
  ['2026-01-15T09:30:00.000Z', '46 days ago'],
  ['2025-11-02T09:30:00.000Z', '3 mo. ago'],
  ['2023-03-02T09:30:00.000Z', '3 yr. ago'],
  ['2026-03-02T09:33:00.000Z', 'in 3 min.'],
])('%s was %s', (moment, text) => {
  expect(formatAgo(moment, now)).toBe(text);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

test.each([
  ['UTC', '2026-03-01 23:05:09'],
  ['Asia/Tokyo', '2026-03-02 08:05:09'],
  ['America/New_York', '2026-03-01 18:05:09'],
])('a moment is written in the time zone %s as %s', (zone, text) => {
  vi.stubEnv('TZ', zone);
  expect(formatMoment('2026-03-01T23:05:09.123456Z')).toBe(text);
  expect(formatUtc('2026-03-01T23:05:09.123456Z')).toBe('2026-03-01 23:05:09.123 UTC');
});

test('counts and quantities', () => {
  expect(formatCount(14_873)).toBe('14,873');
  expect(formatCompact(14_873)).toBe('14.9K');
  expect(formatQuantity(1, 'caller')).toBe('1 caller');
  expect(formatQuantity(0, 'entry', 'entries')).toBe('0 entries');
  expect(formatQuantity(2_000, 'site')).toBe('2,000 sites');
});

test('a commit is shortened only when it is a hash', () => {
  expect(formatCommit('8f3b2c1d9e7a6f5b4c3d2e1f0a9b8c7d6e5f4a3b')).toBe('8f3b2c1');
  expect(formatCommit('working tree')).toBe('working tree');
});

test('sites and terms', () => {
  expect(formatSite('src/a.ts', 12)).toBe('src/a.ts:12');
  expect(formatSite('src/a.ts', 0)).toBe('src/a.ts');
  expect(formatSite('src/a.ts', null)).toBe('src/a.ts');
  expect(formatTerm('type_alias')).toBe('type alias');
});
