import type { TimerConfig } from '@clew/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dueFires } from './due-fires.ts';
import { nextFire } from './next-fire.ts';

const at = (moment: string) => new Date(moment);

/** The next moments behind one, as texts. */
function follow(config: TimerConfig, after: string, count: number): readonly string[] {
  const moments: string[] = [];
  for (let from: Date | null = at(after); moments.length < count; ) {
    from = from === null ? null : nextFire({ config, after: from });
    if (from === null) return moments;
    moments.push(from.toISOString().replace('.000Z', 'Z'));
  }
  return moments;
}

const berlin = (cron: string): TimerConfig => ({ cron, timezone: 'Europe/Berlin', missed: 'once' });

test('a moment that the clocks skip in spring fires once, when they have moved on', () => {
  expect(follow(berlin('30 2 * * *'), '2026-03-27T12:00:00Z', 3)).toEqual([
    '2026-03-28T01:30:00Z',
    '2026-03-29T01:00:00Z',
    '2026-03-30T00:30:00Z',
  ]);
});

test('a moment that the clocks repeat in autumn fires once', () => {
  expect(follow(berlin('30 2 * * *'), '2026-10-23T12:00:00Z', 3)).toEqual([
    '2026-10-24T00:30:00Z',
    '2026-10-25T00:30:00Z',
    '2026-10-26T01:30:00Z',
  ]);
});

test('what fires every hour follows real time through both nights', () => {
  expect(follow(berlin('0 * * * *'), '2026-10-24T22:30:00Z', 4)).toEqual([
    '2026-10-24T23:00:00Z',
    '2026-10-25T00:00:00Z',
    '2026-10-25T01:00:00Z',
    '2026-10-25T02:00:00Z',
  ]);
  expect(follow(berlin('0 * * * *'), '2026-03-28T23:30:00Z', 3)).toEqual([
    '2026-03-29T00:00:00Z',
    '2026-03-29T01:00:00Z',
    '2026-03-29T02:00:00Z',
  ]);
});

test('without a time zone a cron expression means UTC', () => {
  const config: TimerConfig = { cron: '0 9 * * 1', missed: 'once' };
  expect(follow(config, '2026-11-21T00:00:00Z', 2)).toEqual([
    '2026-11-23T09:00:00Z',
    '2026-11-30T09:00:00Z',
  ]);
});

test('a moment fires once, and one that has passed never', () => {
  const config: TimerConfig = { at: '2026-11-21T12:00:00+01:00', missed: 'once' };
  expect(follow(config, '2026-11-21T00:00:00Z', 5)).toEqual(['2026-11-21T11:00:00Z']);
  expect(follow(config, '2026-11-21T11:00:00Z', 5)).toEqual([]);
});

test('a day that no month has is never', () => {
  expect(nextFire({ config: berlin('0 0 30 2 *'), after: at('2026-01-01T00:00:00Z') })).toBe(null);
});

test.each([
  ['99 * * * *', 'UTC', 'minute'],
  ['* * * * FOO', 'UTC', 'FOO'],
  ['* * * * *', 'Mars/Olympus', 'Mars/Olympus'],
])('%s in %s is refused by name', (cron, timezone, part) => {
  const ask = () =>
    nextFire({ config: { cron, timezone, missed: 'once' }, after: at('2026-01-01T00:00:00Z') });
  expect(ask).toThrow(part);
});

const scheduled = (fires: ReturnType<typeof dueFires>['fires']) =>
  fires.map(({ scheduledFor, missed }) => [scheduledFor.toISOString().slice(11, 19), missed]);

test.each<['skip' | 'once' | 'all', [string, number][]]>([
  ['skip', [['10:20:00', 0]]],
  ['once', [['10:20:00', 4]]],
  [
    'all',
    [
      ['10:00:00', 0],
      ['10:05:00', 0],
      ['10:10:00', 0],
      ['10:15:00', 0],
      ['10:20:00', 0],
    ],
  ],
])('after a pause, %s makes up for what was missed as it says', (missed, expected) => {
  for (const config of [
    { cron: '*/5 * * * *', missed },
    { every_seconds: 300, missed },
  ] satisfies TimerConfig[]) {
    const { fires, next } = dueFires({
      config,
      due: at('2026-11-21T10:00:00Z'),
      now: at('2026-11-21T10:20:30Z'),
    });
    expect(scheduled(fires)).toEqual(expected);
    expect(next).toEqual(at('2026-11-21T10:25:00Z'));
  }
});

test('skip drops the latest too when it is long ago', () => {
  const { fires } = dueFires({
    config: { every_seconds: 300, missed: 'skip' },
    due: at('2026-11-21T10:00:00Z'),
    now: at('2026-11-21T10:22:00Z'),
  });
  expect(fires).toEqual([]);
});

test('whatever the step and the pause: no moment before due or behind now, the next one behind, 100 at most', () => {
  const due = at('2026-11-21T10:00:00Z');
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), fc.nat({ max: 10_000_000 }), (step, late) => {
      const now = new Date(due.getTime() + late);
      const { fires, next } = dueFires({
        config: { every_seconds: step, missed: 'all' },
        due,
        now,
      });
      expect(fires.length).toBe(Math.min(100, Math.floor(late / (step * 1000)) + 1));
      for (const { scheduledFor } of fires) {
        expect(scheduledFor >= due && scheduledFor <= now).toBe(true);
      }
      expect(next !== null && next > now).toBe(true);
    }),
  );
});
