import type { EventSession } from '@clew/event-store';
import {
  codebaseGraphPath,
  codebaseNames,
  existingGraphPath,
  GraphError,
  openReaderPool,
  type ReaderAnswer,
  type ReaderInput,
  type ReaderVerb,
} from '@clew/graph-store';
import type { HomeAnswer, HomeInput, HomeVerb } from './home-verbs.ts';
import { openHomePool } from './open-home-pool.ts';
import { openPastGraphs, type PastGraph } from './open-past-graphs.ts';
import { openPastFolder } from './past-folder.ts';

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
  /**
   * The graphs with one codebase as it was at a moment: whatever is asked of it there is answered as of
   * then. A route takes part by having `at` among its parameters; see `callOf`.
   *
   * @throws GraphError as `PastGraphs.at` does
   */
  asOf(
    name: string,
    moment: { readonly at: string; readonly signal?: AbortSignal },
  ): Promise<{ readonly graphs: Graphs; readonly past: PastGraph }>;
  /** Lists or changes codebases, or changes one graph. @throws GraphError as the verb does. */
  run<Verb extends HomeVerb>(verb: Verb, input: HomeInput<Verb>): Promise<HomeAnswer<Verb>>;
  /** Reads from every graph. @throws GraphError of the first that cannot be read. */
  check(): Promise<{ readonly codebases: number }>;
  count(): number;
  close(): Promise<void>;
}

export function openGraphs({
  home,
  events,
  cacheBytes,
}: {
  readonly home: string;
  readonly events: EventSession;
  /** Most bytes that graphs of the past take. */
  readonly cacheBytes: number;
}): Graphs {
  const readers = openReaderPool();
  const pool = openHomePool({ home });
  const folder = openPastFolder({ home, mostBytes: cacheBytes });
  const pasts = openPastGraphs({ home, events, readers, pool, folder });
  const graphs: Graphs = {
    async ask(verb, { name, ...question }) {
      return readers.ask(verb, { path: existingGraphPath(home, name), ...question });
    },
    async asOf(name, moment) {
      const past = await pasts.at(name, moment);
      const askPast: Graphs['ask'] = async (verb, { name: _, ...question }) => {
        try {
          return await readers.ask(verb, { path: past.path, ...question });
        } catch (error) {
          if (!isMissing(error)) throw error;
          // It had to make room for another one meanwhile.
          const { path } = await pasts.at(name, moment);
          return readers.ask(verb, { path, ...question });
        }
      };
      const ask: Graphs['ask'] = (verb, question) =>
        question.name === name ? askPast(verb, question) : graphs.ask(verb, question);
      return { past, graphs: { ...graphs, ask } };
    },
    run: (verb, input) =>
      pool.run(verb, input).finally(() => {
        // What was kept of its past can be made again, should it still be there.
        if (verb === 'removeCodebase' && 'name' in input) pasts.forget(input.name);
      }),
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
  return graphs;
}

const isMissing = (error: unknown) => error instanceof GraphError && error.code === 'graph_missing';
