import { type EventSession, graphSensorRef, recordSensorError } from '@clew/event-store';
import { codebaseNames, GraphError, openCodebase } from '@clew/graph-store';
import { createWakeUp } from '../wake-up.ts';
import type { WorkerLog } from '../worker-log.ts';
import { relayGraph } from './relay-graph.ts';

export interface RunningRelay {
  /** Looks at the graphs at once, e.g. because one was just indexed. */
  wake(): void;
  /** Resolves when the batch in flight is stored or given up. */
  stop(): Promise<void>;
}

/** A graph that is being indexed is not waited for: the next look comes soon. */
const busyTimeoutMs = 0;

/**
 * Moves what changes in any graph of a `CLEW_HOME` to the event store, as it changes. Any number of
 * relays may run beside each other. A graph that cannot be read is told in the log and on the
 * sensor, once as long as it stays the same, and does not hold up the others. So are changes that the
 * history will never have.
 */
export function startRelay({
  ctx,
  pollMs = 1_000,
}: {
  readonly ctx: { readonly home: string; readonly events: EventSession; readonly log: WorkerLog };
  readonly pollMs?: number;
}): RunningRelay {
  const stopping = new AbortController();
  const wake = createWakeUp();
  const complaints = new Map<string, string>();

  const relay = async (codebase: string) => {
    try {
      const losses: string[] = [];
      const graph = openCodebase({
        ctx: { home: ctx.home },
        input: { name: codebase, busyTimeoutMs },
      });
      try {
        const moved = await relayGraph({
          ctx: { events: ctx.events, graph },
          input: { codebase, signal: stopping.signal, onLoss: (message) => losses.push(message) },
        });
        if (moved > 0) ctx.log.info({ codebase, changes: moved }, 'changes of a graph moved');
      } finally {
        graph.close();
        for (const loss of losses) await tell(codebase, loss);
      }
      complaints.delete(codebase);
    } catch (error) {
      if (!stopping.signal.aborted && !isPassing(error)) await complain(codebase, error);
    }
  };

  const complain = async (codebase: string, error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    if (complaints.get(codebase) === reason) return;
    complaints.set(codebase, reason);
    ctx.log.warn({ err: error, codebase }, 'changes of a graph could not be moved');
    await note(codebase, reason);
  };

  const tell = async (codebase: string, loss: string) => {
    ctx.log.warn({ codebase, loss }, 'the history of a graph has a gap');
    await note(codebase, loss);
  };

  const note = async (codebase: string, error: string) => {
    try {
      await recordSensorError({
        ctx,
        input: { ref: graphSensorRef, error: `${codebase}: ${error}` },
      });
    } catch (failure) {
      ctx.log.warn({ err: failure, codebase }, 'the error could not be noted');
    }
  };

  const loop = async () => {
    while (!stopping.signal.aborted) {
      for (const codebase of codebaseNames(ctx.home)) {
        if (stopping.signal.aborted) return;
        await relay(codebase);
      }
      await wake.wait(pollMs, stopping.signal);
    }
  };
  const done = loop();
  return {
    wake: wake.call,
    async stop() {
      stopping.abort();
      await done;
    },
  };
}

/** Somebody writes to the graph, or the codebase was removed under our eyes: nothing is wrong. */
function isPassing(error: unknown): boolean {
  if (error instanceof GraphError) {
    return error.code === 'codebase_not_found' || error.code === 'graph_busy';
  }
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
}
