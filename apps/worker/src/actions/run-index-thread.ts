import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import type { IndexProgress, IndexResult } from '@clew/contracts';
import { WorkerError } from '../worker-error.ts';
import type { IndexThreadInput, IndexThreadMessage } from './index-thread.ts';
import { startThread } from './start-thread.ts';

/**
 * Runs an index job in a thread, so that heartbeats go on while a large batch of facts is received and
 * stored. When `signal` aborts, the thread is ended where it is: the graph is written in one
 * transaction, so it has either all of the facts or none.
 *
 * @throws WorkerError `index_failed` with the thread's reason, `index_stopped` after an abort, or
 *   `index_crashed`.
 */
export async function runIndexThread({
  input,
  signal,
  onProgress,
}: {
  readonly input: IndexThreadInput;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: IndexProgress) => void;
}): Promise<IndexResult> {
  const thread = startThread('./index-thread', input);
  const ended = once(thread, 'exit');
  const stop = () => void thread.terminate();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    return await lastWord(thread, onProgress);
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new WorkerError('index_stopped', 'The index run was stopped before its end.', {
      cause: error,
    });
  } finally {
    signal.removeEventListener('abort', stop);
    await ended;
  }
}

function lastWord(
  thread: Worker,
  onProgress: (progress: IndexProgress) => void,
): Promise<IndexResult> {
  return new Promise((resolve, reject) => {
    thread.on('message', (message: IndexThreadMessage) => {
      switch (message.kind) {
        case 'progress':
          onProgress(message.progress);
          return;
        case 'done':
          resolve(message.result);
          return;
        case 'failed':
          reject(
            new WorkerError('index_failed', message.message, { retryable: message.retryable }),
          );
      }
    });
    thread.on('error', (cause: Error) => reject(crash(cause)));
    thread.on('exit', (code) => reject(crash(new Error(`exit code ${code}`))));
  });
}

function crash(cause: Error): WorkerError {
  const outOfMemory = 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY';
  const message = outOfMemory
    ? 'The facts of the codebase do not fit into the memory of the worker. Start it with NODE_OPTIONS=--max-old-space-size=<megabytes>.'
    : `The index thread ended without an answer: ${cause.message}`;
  return new WorkerError('index_crashed', message, { cause });
}
