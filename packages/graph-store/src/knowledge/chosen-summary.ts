import type { OwnSummary, SymbolKind } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { levelOf } from './level-of.ts';
import { type SummaryRow, selectOwnSummaries, toOwnSummary } from './summary-row.ts';

/** The one summary to show of a symbol: of the level of its kind, else the newest of any. */
export function chosenSummary(
  graph: Graph,
  { id, kind }: { readonly id: number; readonly kind: SymbolKind },
): OwnSummary | null {
  const row = graph
    .prepare<[number, string], SummaryRow>(`
      ${selectOwnSummaries}
      where m.target_id = ?
      order by m.level <> ?, m.id desc
      limit 1`)
    .get(id, levelOf(kind));
  return row === undefined ? null : toOwnSummary(row);
}
