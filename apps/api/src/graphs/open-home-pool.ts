import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { GraphError } from '@clew/graph-store';
import { Piscina } from 'piscina';
import type { HomeReply, HomeTask } from './home-task.ts';
import type { HomeAnswer, HomeInput, HomeVerb } from './home-verbs.ts';

/**
 * Threads that change graphs. SQLite blocks its thread, a writer also while it waits for another
 * one, so changes must not run where requests are served.
 */
export interface HomePool {
  /** @throws GraphError as the verb does. */
  run<Verb extends HomeVerb>(verb: Verb, input: HomeInput<Verb>): Promise<HomeAnswer<Verb>>;
  /** Waits for running work, then ends the threads. */
  close(): Promise<void>;
}

/** Few, since writers of one graph only wait for each other; two, since there are other graphs. */
const mostThreads = 2;
const idleMs = 30_000;

/** Starts a pool for the codebases of one `CLEW_HOME`. Threads start with the first work. */
export function openHomePool({ home }: { readonly home: string }): HomePool {
  const isSource = import.meta.url.endsWith('.ts');
  const pool = new Piscina<HomeTask, HomeReply>({
    filename: new URL(`./home-thread.${isSource ? 'ts' : 'js'}`, import.meta.url).href,
    minThreads: 0,
    maxThreads: mostThreads,
    idleTimeout: idleMs,
    execArgv: isSource ? ['--conditions=source', '--import', typeScriptLoader()] : [],
  });
  return {
    async run(verb, input) {
      const reply = await pool.run({ home, verb, input });
      // Safe because the thread answers with what the verb of the same name returned.
      if (reply.ok) return reply.answer as HomeAnswer<typeof verb>;
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
