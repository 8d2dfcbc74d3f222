import {
  codebaseGraphPath,
  codebaseNames,
  existingGraphPath,
  openReaderPool,
  type ReaderAnswer,
  type ReaderInput,
  type ReaderVerb,
} from '@clew/graph-store';
import type { HomeAnswer, HomeInput, HomeVerb } from './home-verbs.ts';
import { openHomePool } from './open-home-pool.ts';

/** The graphs of a `CLEW_HOME`. Nothing here works in the calling thread. */
export interface Graphs {
  /**
   * Asks the graph of a codebase a question.
   *
   * @throws GraphError `codebase_not_found` with close names, or as the verb does; an AbortError
   *   when `signal` aborts.
   */
  ask<Verb extends ReaderVerb>(
    verb: Verb,
    question: {
      readonly name: string;
      readonly input: ReaderInput<Verb>;
      readonly signal?: AbortSignal;
    },
  ): Promise<ReaderAnswer<Verb>>;
  /** Lists or changes codebases, or changes one graph. @throws GraphError as the verb does. */
  run<Verb extends HomeVerb>(verb: Verb, input: HomeInput<Verb>): Promise<HomeAnswer<Verb>>;
  /** Reads from every graph. @throws GraphError of the first that cannot be read. */
  check(): Promise<{ readonly codebases: number }>;
  count(): number;
  close(): Promise<void>;
}

export function openGraphs({ home }: { readonly home: string }): Graphs {
  const readers = openReaderPool();
  const pool = openHomePool({ home });
  return {
    async ask(verb, { name, ...question }) {
      return readers.ask(verb, { path: existingGraphPath(home, name), ...question });
    },
    run: (verb, input) => pool.run(verb, input),
    async check() {
      const names = codebaseNames(home);
      await Promise.all(
        names.map((name) =>
          readers.ask('listRevisions', {
            path: codebaseGraphPath(home, name),
            input: { limit: 1 },
          }),
        ),
      );
      return { codebases: names.length };
    },
    count: () => codebaseNames(home).length,
    async close() {
      await Promise.all([readers.close(), pool.close()]);
    },
  };
}
