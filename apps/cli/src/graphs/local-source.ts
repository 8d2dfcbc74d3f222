import { codebaseNames, existingGraphPath, getCodebase, openReaderPool } from '@clew/graph-store';
import type { GraphSource } from '@clew/mcp';

/** The graphs of a `CLEW_HOME` for tools, read by threads as long as it is not closed. */
export interface LocalSource extends GraphSource, AsyncDisposable {}

/** @param only the codebase that is asked about; all of the home, when left out */
export function openLocalSource(home: string, only?: string): LocalSource {
  const pool = openReaderPool({ size: 2 });
  return {
    async codebases() {
      const names = only === undefined ? codebaseNames(home) : [only];
      return names.map((name) => {
        const { root } = getCodebase({ ctx: { home }, input: { name } });
        return { name, root };
      });
    },
    ask: (verb, { name, input, signal }) =>
      pool.ask(verb, { path: existingGraphPath(home, name), input, signal }),
    [Symbol.asyncDispose]: () => pool.close(),
  };
}
