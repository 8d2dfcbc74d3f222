import type { Symbol as GraphSymbol } from '@clew/contracts';
import { GraphError } from '../graph-error.ts';
import { refreshStaleness } from '../knowledge/refresh-staleness.ts';
import type { Graph } from '../open-graph.ts';
import { findSymbol, requireStoredSymbol, requireSymbol } from './find-symbol.ts';
import { toSymbol } from './symbol-row.ts';
import { symbolSubtree } from './symbol-subtree.ts';

/**
 * Brings a soft-deleted symbol back, with what was deleted together with it. Restoring an active
 * symbol changes nothing.
 *
 * @throws GraphError `symbol_not_found`, or `symbol_deleted` when what contains it is deleted itself.
 */
export function restoreSymbol({
  ctx: { graph },
  input: { fqn },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly fqn: string };
}): GraphSymbol {
  return graph.transaction(() => {
    const symbol = requireStoredSymbol(graph, fqn);
    if (symbol.deleted_at === null) return toSymbol(symbol);
    const parent = symbol.parent === null ? undefined : findSymbol(graph, symbol.parent);
    if (parent !== undefined && parent.deleted_at !== null) {
      throw new GraphError(
        'symbol_deleted',
        `Symbol "${fqn}" cannot come back alone: "${parent.fqn}", which contains it, is deleted. Restore that first.`,
      );
    }
    const ids = JSON.stringify(symbolSubtree(graph, symbol.id));
    graph
      .prepare<[string, string]>(`
        update files set deleted_at = null
        where deleted_at = ? and id in (
          select file_id from symbols where kind = 'file' and id in (select value from json_each(?)))`)
      .run(symbol.deleted_at, ids);
    graph
      .prepare<[string, string]>(`
        update symbols set deleted_at = null
        where deleted_at = ? and id in (select value from json_each(?))`)
      .run(symbol.deleted_at, ids);
    refreshStaleness(graph);
    return toSymbol(requireSymbol(graph, fqn));
  });
}
