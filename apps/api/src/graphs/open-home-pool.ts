import { openThreadPool } from '@clew/graph-store';
import type { HomeTask } from './home-task.ts';
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

/** Starts a pool for the codebases of one `CLEW_HOME`. */
export function openHomePool({ home }: { readonly home: string }): HomePool {
  const pool = openThreadPool<HomeTask>({
    from: import.meta.url,
    body: './home-thread',
    maxThreads: mostThreads,
  });
  return {
    async run(verb, input) {
      // Safe because the thread answers with what the verb of the same name returned.
      return (await pool.run({ home, verb, input })) as HomeAnswer<typeof verb>;
    },
    close: () => pool.close(),
  };
}
