import { parentPort, workerData } from 'node:worker_threads';
import { ClewError, type IndexProgress, type IndexResult } from '@clew/contracts';
import { type IndexCodebaseInput, indexCodebase } from './index-codebase.ts';

/** What the thread is started with. */
export type IndexThreadInput = IndexCodebaseInput;

/** What the thread says; `done` or `failed` is its last word. */
export type IndexThreadMessage =
  | { readonly kind: 'progress'; readonly progress: IndexProgress }
  | { readonly kind: 'done'; readonly result: IndexResult }
  | { readonly kind: 'failed'; readonly message: string; readonly retryable: boolean };

function tell(message: IndexThreadMessage): void {
  parentPort?.postMessage(message);
}

const onProgress = (progress: IndexProgress): void => tell({ kind: 'progress', progress });

try {
  tell({
    kind: 'done',
    result: await indexCodebase({ ctx: { onProgress }, input: workerData as IndexThreadInput }),
  });
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  const retryable = error instanceof ClewError && error.problem === 'unavailable';
  tell({ kind: 'failed', message, retryable });
}
