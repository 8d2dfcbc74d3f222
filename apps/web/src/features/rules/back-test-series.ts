import type { RuleTestResult } from '../../answers.ts';

type Hour = RuleTestResult['per_hour'][number];

/** Counts of one bucket of time. */
export interface Bucket {
  /** When it begins, in milliseconds since 1970. */
  readonly start: number;
  readonly events: number;
  readonly matches: number;
  readonly errors: number;
}

const dayMs = 86_400_000;

/** Beyond these the hours are drawn as days (of UTC), so that bars can be told apart. */
const mostHours = 24 * 8;

/** Whether a window is drawn by the hour or by the day. */
export function bucketOf(hours: readonly unknown[]): 'hour' | 'day' {
  return hours.length > mostHours ? 'day' : 'hour';
}

/** The hours of a back-test, or their sums by the day. */
export function bucketsOf(hours: readonly Hour[]): readonly Bucket[] {
  const starts = hours.map(({ hour, ...counts }) => ({ start: Date.parse(hour), ...counts }));
  if (bucketOf(hours) === 'hour') return starts;
  const days = new Map<number, Bucket>();
  for (const { start, events, matches, errors } of starts) {
    const day = start - (start % dayMs);
    const sum = days.get(day) ?? { start: day, events: 0, matches: 0, errors: 0 };
    days.set(day, {
      start: day,
      events: sum.events + events,
      matches: sum.matches + matches,
      errors: sum.errors + errors,
    });
  }
  return [...days.values()];
}
