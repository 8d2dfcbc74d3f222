import { setTimeout as pause } from 'node:timers/promises';

/** Time and chance, as retries need them. */
export interface Clock {
  /** Milliseconds that only grow. */
  now(): number;
  /** @throws the reason of `signal` when it aborts */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** From 0 up to 1. */
  random(): number;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  async wait(milliseconds, signal) {
    try {
      await pause(milliseconds, undefined, { signal });
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    }
  },
  random: Math.random,
};
