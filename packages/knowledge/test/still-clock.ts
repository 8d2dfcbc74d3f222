import type { Clock } from '../src/client/clock.ts';

/** Time that passes only by waiting, which takes none. Keeps how long was waited. */
export function stillClock(): Clock & { readonly waits: readonly number[] } {
  const waits: number[] = [];
  let now = 0;
  return {
    waits,
    now: () => now,
    async wait(milliseconds, signal) {
      signal.throwIfAborted();
      waits.push(milliseconds);
      now += milliseconds;
    },
    random: () => 0,
  };
}
