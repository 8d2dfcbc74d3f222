import { availableParallelism } from 'node:os';
import { openThreadPool } from '../threads/open-thread-pool.ts';
import type { ReaderTask } from './reader-task.ts';
import type { ReaderAnswer, ReaderInput, ReaderVerb } from './reader-verbs.ts';

/** Threads that answer questions about graphs, each with connections of its own. */
export interface ReaderPool {
  /**
   * Asks a question of the graph at `path`.
   *
   * @throws GraphError as the verb does; an AbortError when `signal` aborts.
   */
  ask<Verb extends ReaderVerb>(
    verb: Verb,
    question: {
      readonly path: string;
      readonly input: ReaderInput<Verb>;
      readonly signal?: AbortSignal;
    },
  ): Promise<ReaderAnswer<Verb>>;
  /** Waits for running questions, then ends the threads. */
  close(): Promise<void>;
}

/**
 * Starts a pool of reader threads, where heavy questions belong.
 *
 * @param size the most threads; as many as the machine has cores by default, at least 2
 */
export function openReaderPool({ size }: { readonly size?: number } = {}): ReaderPool {
  const pool = openThreadPool<ReaderTask>({
    from: import.meta.url,
    body: './reader-thread',
    maxThreads: size ?? Math.max(2, availableParallelism()),
  });
  return {
    async ask(verb, { path, input, signal }) {
      // Safe because the thread answers with what the verb of the same name returned.
      return (await pool.run({ path, verb, input }, { signal })) as ReaderAnswer<typeof verb>;
    },
    close: () => pool.close(),
  };
}
