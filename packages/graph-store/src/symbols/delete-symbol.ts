import type { DeletionMode, DeletionResult } from '@clew/contracts';
import { refreshStaleness } from '../knowledge/refresh-staleness.ts';
import type { Graph } from '../open-graph.ts';
import { planDeletion } from './deletion-plan.ts';
import { requireStoredSymbol, requireSymbol } from './find-symbol.ts';
import type { SymbolRow } from './symbol-row.ts';
import { symbolSubtree } from './symbol-subtree.ts';

/**
 * Deletes a symbol and everything that it contains. `hard` removes the rows, and the foreign keys
 * take every row that depends on them; `soft` marks them, and `restoreSymbol` brings them back. A symbol
 * that is soft-deleted already can only be deleted `hard`.
 *
 * @throws GraphError `symbol_not_found`
 */
export function deleteSymbol({
  ctx: { graph, now = () => new Date() },
  input,
}: {
  readonly ctx: { readonly graph: Graph; readonly now?: () => Date };
  readonly input: { readonly fqn: string; readonly mode: DeletionMode };
}): DeletionResult {
  const { fqn, mode } = input;
  const remove = () => {
    switch (mode) {
      case 'hard':
        return deleteRows(graph, requireStoredSymbol(graph, fqn));
      case 'soft':
        return markDeleted(graph, requireSymbol(graph, fqn), now().toISOString());
      default:
        return mode satisfies never;
    }
  };
  return graph.transaction(() => {
    const deleted = remove();
    refreshStaleness(graph);
    return { fqn, mode, ...deleted };
  });
}

function deleteRows(graph: Graph, symbol: SymbolRow): Pick<DeletionResult, 'rows' | 'total'> {
  const { files, rows, total } = planDeletion(graph, symbol);
  graph.prepare<[number]>('delete from symbols where id = ?').run(symbol.id);
  graph
    .prepare<[string]>('delete from files where id in (select value from json_each(?))')
    .run(JSON.stringify(files));
  return { rows, total };
}

function markDeleted(
  graph: Graph,
  symbol: SymbolRow,
  at: string,
): Pick<DeletionResult, 'rows' | 'total'> {
  const ids = JSON.stringify(symbolSubtree(graph, symbol.id));
  const { changes: symbols } = graph
    .prepare<[string, string]>(`
      update symbols set deleted_at = ?
      where id in (select value from json_each(?)) and deleted_at is null`)
    .run(at, ids);
  const { changes: files } = graph
    .prepare<[string, string]>(`
      update files set deleted_at = ?
      where deleted_at is null and id in (
        select file_id from symbols where kind = 'file' and id in (select value from json_each(?)))`)
    .run(at, ids);
  const rows: Record<string, number> = files === 0 ? { symbols } : { symbols, files };
  return { rows, total: symbols + files };
}
