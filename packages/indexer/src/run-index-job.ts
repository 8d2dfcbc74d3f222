import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { totalmem } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { FactBatch, FileFacts } from '@clew/contracts';
import type { IndexJobInput, IndexJobMessage } from './index-job-message.ts';
import type { IndexProgress } from './index-progress.ts';
import { IndexerError } from './indexer-error.ts';
import { readCommit } from './read-commit.ts';
import { emptyBatch, isUpToDate } from './session/index-state.ts';
import { resolveRoot } from './sources/codebase-root.ts';

export interface IndexJobOptions extends IndexJobInput {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: IndexProgress) => void;
  /** Heap of the process in megabytes; by default three quarters of the machine's memory, at most 16 GB. */
  readonly memoryMb?: number;
}

const MAX_DEFAULT_MEMORY_MB = 16 * 1024;
/** Enough of what a dying process writes to tell what it died of. */
const MAX_LAST_WORDS = 8 * 1024;

function defaultMemoryMb(): number {
  return Math.min(Math.floor((totalmem() / 1024 / 1024) * 0.75), MAX_DEFAULT_MEMORY_MB);
}

function startProcess(memoryMb: number): ChildProcess {
  const isSource = import.meta.url.endsWith('.ts');
  const name = isSource ? './index-job-process.ts' : './index-job-process.js';
  const loader = () => pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return fork(fileURLToPath(new URL(name, import.meta.url)), {
    execArgv: [
      `--max-old-space-size=${memoryMb}`,
      ...(isSource ? ['--conditions=source', '--import', loader()] : []),
    ],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

function deathOf(lastWords: string, memoryMb: number, code: number | null): IndexerError {
  const message = lastWords.includes('heap out of memory')
    ? `The index run needs more than ${memoryMb} MB of memory. Raise memoryMb, or leave large generated folders out with .gitignore.`
    : `The index process ended early (${code === null ? 'killed' : `code ${code}`}). Run it again; if it ends again, index with paths to find the folder at fault.`;
  return new IndexerError('job_failed', message, { cause: new Error(lastWords.trim()) });
}

function answerOf(
  child: ChildProcess,
  memoryMb: number,
  onProgress: IndexJobOptions['onProgress'],
): Promise<FactBatch> {
  const files: FileFacts[] = [];
  let lastWords = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-MAX_LAST_WORDS);
  });
  return new Promise((resolve, reject) => {
    child.on('message', (message: IndexJobMessage) => {
      switch (message.type) {
        case 'progress':
          onProgress?.(message.progress);
          return;
        case 'files':
          files.push(...message.files);
          return;
        case 'done':
          resolve({ ...message.rest, files });
          return;
        case 'failed':
          reject(new IndexerError(message.code, message.message));
      }
    });
    child.on('error', (cause) => {
      const message = `The index process cannot be started: ${cause.message}`;
      reject(new IndexerError('job_failed', message, { cause }));
    });
    child.on('close', (code) => reject(deathOf(lastWords, memoryMb, code)));
  });
}

/**
 * Indexes in a process of its own: the caller stays responsive, an abort takes effect at once, and all
 * memory of the run is freed at its end. When `known` shows that nothing changed, the answer is a batch
 * that `isEmptyBatch`, and no process is started.
 *
 * @throws IndexerError as `indexTypeScript` does, and `job_failed` when the process dies
 */
export async function runIndexJob(options: IndexJobOptions): Promise<FactBatch> {
  const { signal, onProgress, memoryMb = defaultMemoryMb(), ...input } = options;
  const aborted = () =>
    new IndexerError('aborted', 'The index run was stopped before its end.', {
      cause: signal?.reason,
    });
  const isAborted = () => signal?.aborted === true;
  if (isAborted()) throw aborted();
  const { root, known, paths } = input;
  if (known !== undefined && paths === undefined && isUpToDate({ root, known })) {
    const commit = input.commit === undefined ? await readCommit(resolveRoot(root)) : input.commit;
    return emptyBatch(commit);
  }

  const child = startProcess(memoryMb);
  const ended = once(child, 'close');
  const stop = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const answer = answerOf(child, memoryMb, onProgress);
    child.send(input);
    return await answer;
  } catch (error) {
    throw isAborted() ? aborted() : error;
  } finally {
    signal?.removeEventListener('abort', stop);
    stop();
    await ended;
  }
}
