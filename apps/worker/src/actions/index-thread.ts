import { parentPort, workerData } from 'node:worker_threads';
import type { IndexProgress, IndexResult } from '@clew/contracts';
import { applyFacts, openCodebase } from '@clew/graph-store';
import { indexTypeScript } from '@clew/indexer';

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

const progressMs = 100;
const phases = {
  discovering: 'discover',
  loading: 'parse',
  extracting: 'extract',
} as const;

/** Reads the sources and stores their facts, in one transaction at its end. */
async function run({ home, codebase, root, paths }: IndexThreadInput): Promise<IndexResult> {
  let told = 0;
  const facts = await indexTypeScript({
    root,
    ...(paths === null ? {} : { paths }),
    onProgress({ phase, done, total }) {
      if (performance.now() - told < progressMs && done < total) return;
      told = performance.now();
      tell({ kind: 'progress', progress: { phase: phases[phase], files: done, of: total } });
    },
  });
  const files = facts.files.length;
  tell({ kind: 'progress', progress: { phase: 'store', files, of: files } });
  const graph = openCodebase({ ctx: { home }, input: { name: codebase } });
  try {
    const revision = applyFacts({ ctx: { graph }, input: facts });
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
  const retryable = error instanceof Error && 'retryable' in error && error.retryable === true;
  tell({ kind: 'failed', message, retryable });
}
