import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import { Piscina } from 'piscina';
import { GraphError } from '../graph-error.ts';
import type { ReaderReply, ReaderTask } from './reader-task.ts';
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

const idleMs = 30_000;

/**
 * Starts a pool of reader threads; better-sqlite3 blocks its thread, so heavy questions belong
 * here. Threads start with the first question and end when they are idle.
 *
 * @param size the most threads; as many as the machine has cores by default, at least 2
 */
export function openReaderPool({ size }: { readonly size?: number } = {}): ReaderPool {
  const isSource = import.meta.url.endsWith('.ts');
  const pool = new Piscina<ReaderTask, ReaderReply>({
    filename: new URL(`./reader-thread.${isSource ? 'ts' : 'js'}`, import.meta.url).href,
    minThreads: 0,
    maxThreads: size ?? Math.max(2, availableParallelism()),
    idleTimeout: idleMs,
    concurrentTasksPerWorker: 1,
    execArgv: isSource ? ['--conditions=source', '--import', typeScriptLoader()] : [],
  });
  return {
    async ask(verb, { path, input, signal }) {
      const reply = await pool.run({ path, verb, input }, signal === undefined ? {} : { signal });
      if (reply.ok) return asAnswer<typeof verb>(reply.answer);
      const { code, message, suggestions, issues } = reply;
      throw new GraphError(code, message, { suggestions, issues });
    },
    close: () => pool.close(),
  };
}

/** A thread that runs from source needs the loader, from wherever the process was started. */
function typeScriptLoader(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
}

/** Safe because the thread answers with what the verb of the same name returned. */
function asAnswer<Verb extends ReaderVerb>(answer: unknown): ReaderAnswer<Verb> {
  return answer as ReaderAnswer<Verb>;
}
