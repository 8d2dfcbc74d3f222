import {
  countDanglingReferences,
  type EventSession,
  holdRetention,
  type PurgedRows,
  purgeExpired,
} from '@clew/event-store';
import { createWakeUp } from '../wake-up.ts';
import type { WorkerLog } from '../worker-log.ts';
import { purgeGraphs } from './purge-graphs.ts';

export interface MaintenanceContext {
  /** `CLEW_HOME`, whose graphs are looked after too; without one, only the event store is. */
  readonly home?: string;
  readonly events: EventSession;
  readonly log: WorkerLog;
}

export interface RunningMaintenance {
  /** Resolves when the step in flight is done. */
  stop(): Promise<void>;
}

/** Rows of each table that one step removes, so that none holds its locks for long. */
const purgeStep = 1000;

/** References of rows that are older may dangle because what they lead to fell to retention. */
const youngMs = 86_400_000;

/**
 * Looks after the stores every ten minutes, and at the start: keeps retention from what is
 * pending, purges what has expired in the plain tables, and tells of references that dangle too early.
 * In the graphs it purges symbols that were deleted long ago.
 * Any number may run beside each other.
 */
export function startMaintenance({
  ctx,
  everyMs = 600_000,
}: {
  readonly ctx: MaintenanceContext;
  readonly everyMs?: number;
}): RunningMaintenance {
  const stopping = new AbortController();
  const wake = createWakeUp();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await maintain(ctx, stopping.signal);
        if (ctx.home !== undefined) {
          await purgeGraphs({ home: ctx.home, log: ctx.log }, stopping.signal);
        }
      } catch (error) {
        ctx.log.warn({ err: error }, 'the stores could not be looked after');
      }
      await wake.wait(everyMs, stopping.signal);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** One round of maintenance; gives up between steps when `signal` aborts. */
export async function maintain(
  { events, log }: MaintenanceContext,
  signal: AbortSignal,
): Promise<void> {
  const ctx = { events };
  const { held } = await holdRetention({ ctx });
  if (held.length > 0) {
    log.warn({ held }, 'retention waits for what is pending; see that an engine is running');
  }
  let purged: PurgedRows;
  do {
    if (signal.aborted) return;
    purged = await purgeExpired({ ctx, input: { limit: purgeStep } });
    if (Object.values(purged).some((rows) => rows > 0)) log.info({ ...purged }, 'purged');
  } while (Object.values(purged).some((rows) => rows === purgeStep));
  if (signal.aborted) return;
  const since = new Date(Date.now() - youngMs).toISOString();
  const dangling = await countDanglingReferences({ ctx, input: { since } });
  if (Object.values(dangling).some((rows) => rows > 0)) {
    log.warn({ ...dangling }, 'young rows refer to rows that are gone');
  }
}
