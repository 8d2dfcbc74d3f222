import type { DeletionPreview } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { relationCode } from '../schema/edge-code.ts';
import { planDeletion } from './deletion-plan.ts';
import { requireStoredSymbol } from './find-symbol.ts';
import { type SymbolRefRow, symbolRefColumns, toSymbolRef } from './symbol-row.ts';

const shownCallers = 50;

/**
 * Counts, per table, what a hard delete would remove, and lists the symbols outside that would lose
 * a target. The symbol may be soft-deleted. Writes nothing.
 *
 * @throws GraphError `symbol_not_found`
 */
export function previewDeletion({
  ctx: { graph },
  input,
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly fqn: string };
}): DeletionPreview {
  const symbol = requireStoredSymbol(graph, input.fqn);
  const plan = planDeletion(graph, symbol);
  const callers = graph
    .prepare<[string, number], SymbolRefRow>(`
      select distinct ${symbolRefColumns}
      from json_each(?) taken
      join edges e on e.to_id = taken.value and e.relation <> ?
      join symbols s on s.id = e.from_id and s.deleted_at is null
      left join files f on f.id = s.file_id
      order by s.fqn`)
    .all(JSON.stringify([...plan.takenSymbols]), relationCode('contains'))
    .filter((row) => !plan.takenSymbols.has(row.id));
  return {
    symbol: toSymbolRef(symbol),
    rows: plan.rows,
    total: plan.total,
    broken_callers: callers.slice(0, shownCallers).map(toSymbolRef),
    broken_callers_total: callers.length,
  };
}
