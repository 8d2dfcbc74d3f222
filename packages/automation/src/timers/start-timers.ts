import { type EventSession, fireDueTimers } from '@clew/event-store';
import { createWakeUp } from '../wake-up.ts';
import type { WorkerLog } from '../worker-log.ts';
import { dueFires } from './due-fires.ts';

export interface RunningTimers {
  /** Resolves when the look in flight has ended. */
  stop(): Promise<void>;
}

/** Timers of one transaction. */
const timersAtOnce = 50;

/**
 * Fires timers as they become due. Any number may run beside each other: the store lets each moment
 * fire once. Sleeps until the next one is due, but never longer than `pollMs`, because timers are
 * created and changed by others.
 */
export function startTimers({
  ctx,
  pollMs = 1_000,
}: {
  readonly ctx: { readonly events: EventSession; readonly log: WorkerLog };
  readonly pollMs?: number;
}): RunningTimers {
  const stopping = new AbortController();
  const wake = createWakeUp();

  const look = async (): Promise<number> => {
    try {
      const fired = await fireDueTimers({ ctx, input: { decide: dueFires, limit: timersAtOnce } });
      if (fired.events > 0) ctx.log.info({ ...fired }, 'timers fired');
      return Math.min(pollMs, Math.max(1, Math.ceil(fired.next_in_ms ?? pollMs)));
    } catch (error) {
      if (!stopping.signal.aborted) ctx.log.warn({ err: error }, 'timers could not be fired');
      return pollMs;
    }
  };

  const loop = async () => {
    while (!stopping.signal.aborted) await wake.wait(await look(), stopping.signal);
  };
  const done = loop();
  return {
    async stop() {
      stopping.abort();
      await done;
    },
  };
}
