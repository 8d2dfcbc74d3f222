import type { Execution, JsonValue, OutputPiece } from '@clew/contracts';
import { type EventStore, EventStoreError, heartbeatExecution } from '@clew/event-store';
import type { Interruption } from './decide-outcome.ts';
import type { LiveOutput } from './live-output.ts';
import { createWakeUp } from './wake-up.ts';
import type { WorkerLog } from './worker-log.ts';

export interface LeaseTimes {
  readonly leaseSeconds: number;
  /** Below a third of the lease, so that a lost message or two do not cost it. */
  readonly heartbeatMs: number;
  /** Progress and output are stored at most this often. */
  readonly progressMs: number;
}

export interface KeptLease {
  /** Milliseconds until the lease runs out, if no heartbeat is answered any more. */
  held(): number;
  /** Stored with one of the next heartbeats. */
  report(progress: JsonValue): void;
  /** There is output: it is stored with one of the next heartbeats. */
  wrote(): void;
  /** Asks the store at once whether the run is to stop. */
  look(): void;
  /** Sends no more heartbeats. Resolves, when the last one is answered, to the output left to store. */
  release(): Promise<readonly OutputPiece[]>;
}

/**
 * Sends heartbeats for a claimed execution, with what its run has to show, and interrupts it when it
 * is cancelled or the lease is gone: refused by the store, or run out while the store could not be
 * reached.
 */
export function keepLease(input: {
  readonly ctx: { readonly events: EventStore; readonly log: WorkerLog };
  readonly execution: Execution;
  readonly times: LeaseTimes;
  readonly output: LiveOutput;
  readonly interrupt: (why: Interruption) => void;
}): KeptLease {
  const { ctx, execution, times, output, interrupt } = input;
  const released = new AbortController();
  const news = createWakeUp();
  const urgent = createWakeUp();
  let progress: JsonValue | undefined;
  /** Sent without an answer, so perhaps stored: the store knows a piece that it has. */
  let unsure: readonly OutputPiece[] = [];
  let heldUntil = performance.now() + times.leaseSeconds * 1000;

  const beat = async (): Promise<boolean> => {
    const sent = performance.now();
    const shown = progress;
    progress = undefined;
    unsure = [...unsure, ...output.take()];
    try {
      const lease = await heartbeatExecution({
        ctx,
        input: {
          id: execution.id,
          fencing_token: execution.fencing_token,
          lease_seconds: times.leaseSeconds,
          progress: shown,
          output: unsure,
        },
      });
      unsure = [];
      heldUntil = sent + times.leaseSeconds * 1000;
      if (lease.status === 'canceling') interrupt('cancelled');
      return true;
    } catch (error) {
      progress ??= shown;
      const refused =
        error instanceof EventStoreError &&
        (error.code === 'lease_lost' || error.code === 'execution_not_found');
      if (!refused && performance.now() < heldUntil) {
        ctx.log.warn({ err: error, execution: execution.id }, 'heartbeat failed');
        return true;
      }
      ctx.log.warn({ err: error, execution: execution.id }, 'lease lost');
      interrupt('lease_lost');
      return false;
    }
  };

  const loop = async () => {
    let latest = performance.now();
    while (!released.signal.aborted) {
      // News come after the pause that progress keeps, the plain heartbeat after its own.
      await news.wait(times.heartbeatMs, released.signal);
      const pause = latest + times.progressMs - performance.now();
      if (pause > 0) await urgent.wait(pause, released.signal);
      if (released.signal.aborted) return;
      latest = performance.now();
      if (!(await beat())) return;
    }
  };
  const done = loop();
  return {
    held: () => Math.max(0, heldUntil - performance.now()),
    report(latest) {
      progress = latest;
      news.call();
    },
    wrote: news.call,
    look() {
      urgent.call();
      news.call();
    },
    async release() {
      released.abort();
      await done;
      return [...unsure, ...output.end()];
    },
  };
}
