import type { IndexJobInput, IndexJobMessage } from './index-job-message.ts';
import type { IndexProgress } from './index-progress.ts';
import { indexTypeScript } from './index-typescript.ts';
import { IndexerError } from './indexer-error.ts';
import { openIndexSession } from './session/index-session.ts';

/** The process that `runIndexJob` starts: it is told once what to index, answers, and ends. */
const FILES_A_MESSAGE = 50;
const PROGRESS_MS = 100;

function say(message: IndexJobMessage): void {
  process.send?.(message);
}

async function run(input: IndexJobInput): Promise<void> {
  let told = 0;
  const onProgress = (progress: IndexProgress): void => {
    const now = performance.now();
    const isEnd = progress.done === 0 || progress.done === progress.total;
    if (!isEnd && now - told < PROGRESS_MS) return;
    told = now;
    say({ type: 'progress', progress });
  };
  const { root, known, paths } = input;
  const batch =
    known === undefined || paths !== undefined
      ? await indexTypeScript({ ...input, onProgress })
      : await openIndexSession({ root, known: () => known, keepPrograms: false }).update(null, {
          ...input,
          onProgress,
        });
  const { files, ...rest } = batch;
  for (let at = 0; at < files.length; at += FILES_A_MESSAGE) {
    say({ type: 'files', files: files.slice(at, at + FILES_A_MESSAGE) });
  }
  say({ type: 'done', rest });
}

function fail(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof IndexerError ? error.code : 'job_failed';
  say({ type: 'failed', code, message });
}

// Nobody is left to tell when the starter is gone.
process.on('disconnect', () => process.exit());
process.once('message', (input: IndexJobInput) => void run(input).catch(fail));
