import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoTimestamp } from './iso-timestamp.ts';

test.each([
  ['2026-11-21 04:02:02.147015+00', '2026-11-21T04:02:02.147015Z'],
  ['2026-11-21 04:02:02+00', '2026-11-21T04:02:02.000000Z'],
  ['2026-11-21 04:02:02.5+05:30', '2026-11-20T22:32:02.500000Z'],
  ['2026-12-31 20:00:00.000001-04', '2027-01-01T00:00:00.000001Z'],
  ['1890-01-01 00:00:00-00:01:15', '1890-01-01T00:01:15.000000Z'],
])('%s is %s', (text, iso) => {
  expect(isoTimestamp(text)).toBe(iso);
});

test.each(['infinity', '0044-03-15 12:00:00+00 BC', '11/21/2026 04:02:02 UTC'])(
  '%s is refused',
  (text) => {
    expect(() => isoTimestamp(text)).toThrow(RangeError);
  },
);

test('agrees with Date on every millisecond, whatever the offset', () => {
  const moment = fc.date({
    min: new Date('1970-01-02T00:00:00Z'),
    max: new Date('9999-12-30T00:00:00Z'),
    noInvalidDate: true,
  });
  const quarters = fc.integer({ min: -12 * 4, max: 14 * 4 });
  fc.assert(
    fc.property(moment, quarters, (utc, offset) => {
      const local = new Date(utc.getTime() + offset * 900_000).toISOString();
      const minutes = Math.abs(offset) * 15;
      const zone = `${offset < 0 ? '-' : '+'}${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
      const text = `${local.slice(0, 10)} ${local.slice(11, 23)}${zone}`;
      expect(isoTimestamp(text)).toBe(utc.toISOString().replace('Z', '000Z'));
    }),
  );
});
