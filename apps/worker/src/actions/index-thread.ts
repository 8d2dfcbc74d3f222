import { parentPort, workerData } from 'node:worker_threads';
import { ClewError, type IndexProgress, type IndexResult } from '@clew/contracts';
import { applyFacts, openCodebase } from '@clew/graph-store';
import { runIndexJob } from '@clew/indexer';

/** What the thread is started with. */
export interface IndexThreadInput {
  readonly home: string;
  readonly codebase: string;
  readonly root: string;
  readonly paths: readonly string[] | null;
}

/** What the thread says; `done` or `failed` is its last word. */
export type IndexThreadMessage =
  | { readonly kind: 'progress'; readonly progress: IndexProgress }
  | { readonly kind: 'done'; readonly result: IndexResult }
  | { readonly kind: 'failed'; readonly message: string; readonly retryable: boolean };

const phases = {
  discovering: 'discover',
  loading: 'parse',
  extracting: 'extract',
} as const;

/**
 * Has a process read the sources, which ends when this thread does, and stores their facts in one
 * transaction.
 */
async function run({ home, codebase, root, paths }: IndexThreadInput): Promise<IndexResult> {
  const startedAt = new Date();
  const facts = await runIndexJob({
    root,
    ...(paths === null ? {} : { paths }),
    onProgress({ phase, done, total }) {
      tell({ kind: 'progress', progress: { phase: phases[phase], files: done, of: total } });
    },
  });
  const files = facts.files.length;
  tell({ kind: 'progress', progress: { phase: 'store', files, of: files } });
  const graph = openCodebase({ ctx: { home }, input: { name: codebase } });
  try {
    const revision = applyFacts({ ctx: { graph, startedAt }, input: facts });
    const { id, commit, counts, duration_ms } = revision;
    return { revision: id, commit, counts, duration_ms };
  } finally {
    graph.close();
  }
}

function tell(message: IndexThreadMessage): void {
  parentPort?.postMessage(message);
}

try {
  tell({ kind: 'done', result: await run(workerData as IndexThreadInput) });
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  const retryable = error instanceof ClewError && error.problem === 'unavailable';
  tell({ kind: 'failed', message, retryable });
}
