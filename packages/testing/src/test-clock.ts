/** A clock that stands still until it is told otherwise. */
export interface TestClock {
  now(): Date;
  /** Moves it by so many milliseconds; back, when negative. */
  advance(ms: number): Date;
  setTo(moment: Date): void;
}

/** @param start defaults to 2026-01-01T00:00:00Z, so that a test never depends on today */
export function testClock(start: Date = new Date('2026-01-01T00:00:00Z')): TestClock {
  let moment = start.getTime();
  return {
    now: () => new Date(moment),
    advance(ms) {
      moment += ms;
      return new Date(moment);
    },
    setTo(next) {
      moment = next.getTime();
    },
  };
}
