import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import type { GenerationProgress, GenerationResult } from '@clew/contracts';
import { KnowledgeError } from '@clew/knowledge';
import { WorkerError } from '../worker-error.ts';
import type { GenerationThreadInput, GenerationThreadMessage } from './generation-thread.ts';
import { startThread } from './start-thread.ts';

/**
 * Runs a generation job in a thread, so that heartbeats go on while it waits for another writer of the
 * graph. When `signal` aborts, requests that are under way are dropped and the thread tells how far it was.
 *
 * @throws KnowledgeError as the job does; WorkerError `generation_failed` with the thread's reason, or
 *   `generation_crashed`
 */
export async function runGenerationThread({
  input,
  signal,
  onProgress,
  onEnded,
}: {
  readonly input: GenerationThreadInput;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: GenerationProgress) => void;
  readonly onEnded: (fqn: string, said: string) => void;
}): Promise<GenerationResult> {
  const thread = startThread('./generation-thread', input);
  const ended = once(thread, 'exit');
  const stop = () => thread.postMessage('stop');
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    return await lastWord(thread, { onProgress, onEnded });
  } finally {
    signal.removeEventListener('abort', stop);
    await ended;
  }
}

function lastWord(
  thread: Worker,
  on: {
    readonly onProgress: (progress: GenerationProgress) => void;
    readonly onEnded: (fqn: string, said: string) => void;
  },
): Promise<GenerationResult> {
  return new Promise((resolve, reject) => {
    thread.on('message', (message: GenerationThreadMessage) => {
      switch (message.kind) {
        case 'progress':
          on.onProgress(message.progress);
          return;
        case 'ended':
          on.onEnded(message.fqn, message.said);
          return;
        case 'done':
          resolve(message.result);
          return;
        case 'failed':
          reject(failure(message));
      }
    });
    thread.on('error', (cause: Error) => reject(crash(cause)));
    thread.on('exit', (code) => reject(crash(new Error(`exit code ${code}`))));
  });
}

function failure(said: Extract<GenerationThreadMessage, { kind: 'failed' }>): Error {
  const { code, message, retryable, retryAfterSeconds, result } = said;
  if (code === null) return new WorkerError('generation_failed', message, { retryable });
  return new KnowledgeError(code, message, {
    retryAfterSeconds,
    ...(result === undefined ? {} : { result }),
  });
}

function crash(cause: Error): WorkerError {
  return new WorkerError(
    'generation_crashed',
    `The generation thread ended without an answer: ${cause.message}`,
    { cause },
  );
}
