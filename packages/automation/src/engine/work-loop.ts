import { createWakeUp, type WakeUp } from '../wake-up.ts';
import type { WorkerLog } from '../worker-log.ts';

/** `more`: the queue may hold more, so the next batch follows at once. */
export type BatchEnd = 'more' | 'drained';

export interface WorkLoopInput {
  /** For the log. */
  readonly what: string;
  readonly log: WorkerLog;
  readonly wake: WakeUp;
  /** The queue is looked at this often even when nothing calls. */
  readonly pollMs: number;
  /** After a failure the loop waits: this long at first, twice as long each time, up to `maxBackoffMs`. */
  readonly backoffMs: number;
  readonly maxBackoffMs: number;
  readonly batch: () => Promise<BatchEnd>;
  readonly signal: AbortSignal;
}

/** Works on a queue until the signal aborts. A batch that fails is logged and tried again. */
export async function workLoop(input: WorkLoopInput): Promise<void> {
  const { what, log, wake, pollMs, signal } = input;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const end = await input.batch();
      if (failures > 0) log.info({ failures }, `${what} works again`);
      failures = 0;
      if (end === 'drained') await wake.wait(pollMs, signal);
    } catch (error) {
      if (signal.aborted) return;
      const wait = Math.min(input.backoffMs * 2 ** failures, input.maxBackoffMs);
      failures += 1;
      log.warn({ err: error, failures, retry_in_ms: wait }, `${what} failed`);
      // Calls do not shorten the pause: what fails would fail as often as events come in.
      await createWakeUp().wait(wait, signal);
    }
  }
}
