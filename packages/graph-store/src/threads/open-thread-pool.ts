import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Piscina } from 'piscina';
import { answerOf, type ThreadReply } from './thread-reply.ts';

/** Threads that work on graphs: SQLite blocks its thread, which must not be the one that serves. */
export interface ThreadPool<Task> {
  /**
   * Has a thread do a task.
   *
   * @throws GraphError as the task does; an AbortError when `signal` aborts.
   */
  run(task: Task, options?: { readonly signal?: AbortSignal | undefined }): Promise<unknown>;
  /** Waits for running tasks, then ends the threads. */
  close(): Promise<void>;
}

const idleMs = 30_000;

/**
 * Starts a pool. Threads start with the first task, do one at a time, and end when they are idle.
 *
 * @param body the module of the threads, from the module at `from` and without an extension. Its
 *   default export takes a task and answers a `ThreadReply`, see `replyOf`.
 */
export function openThreadPool<Task>({
  from,
  body,
  maxThreads,
}: {
  readonly from: string;
  readonly body: `./${string}`;
  readonly maxThreads: number;
}): ThreadPool<Task> {
  const isSource = from.endsWith('.ts');
  const pool = new Piscina<Task, ThreadReply>({
    filename: new URL(`${body}.${isSource ? 'ts' : 'js'}`, from).href,
    minThreads: 0,
    maxThreads,
    idleTimeout: idleMs,
    concurrentTasksPerWorker: 1,
    execArgv: isSource ? ['--conditions=source', '--import', typeScriptLoader()] : [],
  });
  return {
    async run(task, { signal } = {}) {
      return answerOf(await pool.run(task, signal === undefined ? {} : { signal }));
    },
    close: () => pool.close(),
  };
}

/** A thread that runs from source needs the loader, from wherever the process was started. */
function typeScriptLoader(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
}
