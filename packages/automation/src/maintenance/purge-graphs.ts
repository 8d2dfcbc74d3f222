import { setImmediate } from 'node:timers/promises';
import { codebaseNames, GraphError, openCodebase, purgeSymbols } from '@clew/graph-store';
import type { WorkerLog } from '../worker-log.ts';

/** Symbols of one step; others have their turn between two. */
const purgeStep = 200;

/** A graph that is being indexed is left alone until the next round. */
const busyTimeoutMs = 0;

/**
 * Removes for good what was soft-deleted in the graphs of a `CLEW_HOME` two weeks ago or earlier. A
 * graph that cannot be changed is told in the log and does not hold up the others.
 */
export async function purgeGraphs(
  { home, log }: { readonly home: string; readonly log: WorkerLog },
  signal: AbortSignal,
): Promise<void> {
  for (const codebase of codebaseNames(home)) {
    if (signal.aborted) return;
    try {
      const rows = await purgeGraph({ home, codebase, signal });
      if (rows > 0) log.info({ codebase, rows }, 'symbols deleted long ago were purged');
    } catch (error) {
      if (!isPassing(error)) log.warn({ err: error, codebase }, 'a graph could not be purged');
    }
  }
}

async function purgeGraph({
  home,
  codebase,
  signal,
}: {
  readonly home: string;
  readonly codebase: string;
  readonly signal: AbortSignal;
}): Promise<number> {
  const graph = openCodebase({ ctx: { home }, input: { name: codebase, busyTimeoutMs } });
  try {
    let purged = 0;
    while (!signal.aborted) {
      const { rows, total } = purgeSymbols({ ctx: { graph }, input: { most: purgeStep } });
      purged += total;
      if ((rows.symbols ?? 0) < purgeStep) break;
      await setImmediate();
    }
    return purged;
  } finally {
    graph.close();
  }
}

/** Somebody writes to the graph, or the codebase was removed under our eyes: nothing is wrong. */
function isPassing(error: unknown): boolean {
  if (error instanceof GraphError) {
    return error.code === 'codebase_not_found' || error.code === 'graph_busy';
  }
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
}
