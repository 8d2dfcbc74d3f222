import type { FactBatch, IndexInput } from '@clew/contracts';
import type { IndexProgress } from '../index-progress.ts';
import { openIndexSession } from '../session/index-session.ts';
import { isEmptyBatch } from '../session/index-state.ts';
import { resolveRoot } from '../sources/codebase-root.ts';
import { openWatcher } from './open-watcher.ts';
import { PendingChanges } from './pending-changes.ts';

export interface WatchOptions {
  /** Folder of the codebase. */
  readonly root: string;
  /** What the stored facts were derived from, asked for at each update; see `openIndexSession`. */
  readonly known?: () => readonly IndexInput[];
  /** Ends the watch: the iteration is over, without an error. */
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: IndexProgress) => void;
  /** Called when everything that was noticed is dealt with, and the next change is waited for. */
  readonly onIdle?: () => void;
  /**
   * Called for an update that failed as a whole; the next change tries again. Without it such an error
   * ends the watch. A file that cannot be read is no such error, but a failure in the batch.
   */
  readonly onError?: (error: unknown) => void;
  /** Changes closer together than this, in milliseconds, are one; 100 by default. */
  readonly debounceMs?: number;
}

/** A stream of changes without a pause is cut here. */
const PATIENCE_MS = 2000;

/**
 * Follows a codebase and yields what changes in its facts: first what changed since the stored facts,
 * then a batch each time something was saved. Nothing is yielded for changes without effect. The next
 * update begins when the next batch is asked for, so apply a batch before that; what changes meanwhile
 * is not lost.
 *
 * @throws IndexerError when the root is unusable; `watch_failed` when the system watches no more files
 */
export async function* watchCodebase(options: WatchOptions): AsyncGenerator<FactBatch, void, void> {
  const { signal, known, onProgress, onIdle, onError, debounceMs = 100 } = options;
  if (signal.aborted) return;
  const root = resolveRoot(options.root);
  const pending = new PendingChanges({ debounceMs, patienceMs: PATIENCE_MS });
  const watcher = await openWatcher(root, pending);
  const session = openIndexSession({ root, ...(known === undefined ? {} : { known }) });
  const run = { signal, ...(onProgress === undefined ? {} : { onProgress }) };
  try {
    // What failed before has to be looked for: the paths of that time are gone.
    for (let paths: readonly string[] | null = null; ; ) {
      let isFailed = false;
      try {
        const batch = await session.update(paths, run);
        if (!isEmptyBatch(batch)) yield batch;
      } catch (error) {
        if (signal.aborted) return;
        if (onError === undefined) throw error;
        isFailed = true;
        onError(error);
      }
      onIdle?.();
      const taken: readonly string[] | null = await pending.take(signal);
      if (signal.aborted) return;
      paths = isFailed ? null : taken;
    }
  } finally {
    session.close();
    await watcher.close();
  }
}
