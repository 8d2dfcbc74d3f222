import { setTimeout as pause } from 'node:timers/promises';
import type { Execution } from '@clew/contracts';
import { EventStoreError } from '@clew/event-store';
import type { WorkerLog } from './worker-log.ts';

/** How long a store that is away is left alone. */
const storeAgainMs = 500;

/**
 * Asks the store for what a run needs, or tells it what came of the run, again and again while the store
 * is away and the lease lasts. A store that was away for longer throws what it failed with.
 */
export async function insistOnStore<T>(input: {
  readonly ctx: { readonly log: WorkerLog };
  readonly execution: Execution;
  /** Milliseconds until the lease runs out. */
  readonly held: () => number;
  /** Ends the insisting: what is asked for is no longer needed. */
  readonly signal?: AbortSignal;
  readonly ask: () => Promise<T>;
  /** The log line of a failure. */
  readonly failure: string;
}): Promise<T> {
  const { ctx, execution, held, signal, ask, failure } = input;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isAway(error) || held() === 0 || signal?.aborted === true) throw error;
      ctx.log.warn({ err: error, execution: execution.id }, failure);
    }
    await pause(storeAgainMs, undefined, signal === undefined ? {} : { signal });
  }
}

/** Whether the store was only away: the same question may be answered later. */
export function isAway(error: unknown): boolean {
  return error instanceof EventStoreError && error.retryable;
}
