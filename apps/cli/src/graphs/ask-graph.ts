import type { SymbolRef } from '@clew/contracts';
import type { Graph } from '@clew/graph-store';
import type { CommandShell } from '../command-shell.ts';
import type { ChosenCodebase } from './choose-codebase.ts';

/** What every question to a graph can be narrowed by. */
export interface GraphOptions {
  readonly codebase?: string | undefined;
}

/** An open graph, and whose it is. */
export interface AskedGraph {
  readonly graph: Graph;
  readonly codebase: ChosenCodebase;
  /** The symbol that a name means. @throws as `resolveSymbol` */
  resolve(name: string): SymbolRef;
}

/**
 * Opens the graph that the options choose, as long as a question takes, or a deed that writes. The stores are
 * loaded only here, so that help and mistakes in a command line are told at once.
 *
 * @throws as `chooseCodebase` and `openCodebase`
 */
export async function askGraph<T>(
  shell: CommandShell,
  options: GraphOptions,
  question: (asked: AskedGraph) => T | Promise<T>,
  access: 'read' | 'write' = 'read',
): Promise<T> {
  const [config, { chooseCodebase }, { resolveSymbol }, { openCodebase }] = await Promise.all([
    shell.config(),
    import('./choose-codebase.ts'),
    import('./resolve-symbol.ts'),
    import('@clew/graph-store'),
  ]);
  const { workingDir } = shell;
  const codebase = chooseCodebase({ config, workingDir, name: options.codebase });
  const { home, name } = codebase;
  const graph = openCodebase({ ctx: { home }, input: { name, readonly: access === 'read' } });
  try {
    return await question({ graph, codebase, resolve: (symbol) => resolveSymbol(graph, symbol) });
  } finally {
    graph.close();
  }
}
