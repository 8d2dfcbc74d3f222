import { GraphError } from '../graph-error.ts';
import type { Graph } from '../open-graph.ts';
import { requireSymbol } from '../symbols/find-symbol.ts';
import type { SymbolRow } from '../symbols/symbol-row.ts';
import { sourceHash } from './source-hash.ts';

/** The symbol that a text is about, and the hash of its present source. */
export interface Source {
  readonly symbol: SymbolRow;
  readonly hash: string;
}

/**
 * The active symbol that a text is about; null for a text about none.
 *
 * @throws GraphError `symbol_not_found`; `knowledge_invalid` when a text about a symbol comes without the
 *   hash of a source, or one about none with it
 */
export function findSource(
  graph: Graph,
  { fqn, source_hash }: { readonly fqn: string | null; readonly source_hash: string | null },
): Source | null {
  if ((fqn === null) !== (source_hash === null)) {
    throw new GraphError(
      'knowledge_invalid',
      fqn === null
        ? 'A text that is about no symbol has no `source_hash`. Leave it out, or name the symbol.'
        : `A text about "${fqn}" needs the \`source_hash\` that it was written from. Ask what is known of the symbol: the answer has it.`,
    );
  }
  return fqn === null ? null : requireSource(graph, fqn);
}

/** @throws GraphError `symbol_not_found` */
export function requireSource(graph: Graph, fqn: string): Source {
  const symbol = requireSymbol(graph, fqn);
  const hash = sourceHash(graph, symbol.id);
  if (hash === undefined) throw new Error(`the row of ${fqn} vanished within a transaction`);
  return { symbol, hash };
}
