import { GraphError } from '../graph-error.ts';
import type { Graph } from '../open-graph.ts';
import { presentNames } from './present-names.ts';
import { suggestSymbols } from './suggest-symbols.ts';
import { type SymbolRow, selectSymbols } from './symbol-row.ts';

/** The row of a symbol, deleted or not; undefined when there is none. */
export function findSymbol(graph: Graph, fqn: string): SymbolRow | undefined {
  return graph.prepare<[string], SymbolRow>(`${selectSymbols} where s.fqn = ?`).get(fqn);
}

/**
 * The row of an active symbol.
 *
 * @throws GraphError `symbol_not_found` with close names; the message tells a deleted one apart.
 */
export function requireSymbol(graph: Graph, fqn: string): SymbolRow {
  const row = requireStoredSymbol(graph, fqn);
  if (row.deleted_at === null) return row;
  throw new GraphError(
    'symbol_not_found',
    `Symbol "${fqn}" was deleted at ${row.deleted_at}. Restore it, or index its file again if it is back in the sources.`,
  );
}

/**
 * The row of a symbol, deleted or not.
 *
 * @throws GraphError `symbol_not_found` with close names, that which the symbol has now first; the
 *   message tells a renamed one apart.
 */
export function requireStoredSymbol(graph: Graph, fqn: string): SymbolRow {
  const row = findSymbol(graph, fqn);
  if (row !== undefined) return row;
  const suggestions = suggestSymbols({ ctx: { graph }, input: { fqn } });
  const [present] = presentNames(graph, fqn);
  if (present !== undefined) {
    throw new GraphError(
      'symbol_not_found',
      `Symbol "${fqn}" was renamed to "${present}". Ask for that, or as of a moment before.`,
      { suggestions },
    );
  }
  const hint =
    suggestions.length === 0
      ? 'Search for it by a part of its name.'
      : `Did you mean ${suggestions.map((name) => `"${name}"`).join(', ')}?`;
  throw new GraphError('symbol_not_found', `There is no symbol "${fqn}". ${hint}`, { suggestions });
}
