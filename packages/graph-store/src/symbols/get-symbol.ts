import { type SymbolDetails, symbolKindSchema } from '@clew/contracts';
import { detectionsOf } from '../detections/detections-of.ts';
import { chosenSummary } from '../knowledge/chosen-summary.ts';
import { requireSource } from '../knowledge/require-source.ts';
import type { Graph } from '../open-graph.ts';
import { toSymbol } from './symbol-row.ts';

/** @throws GraphError `symbol_not_found` with close names. */
export function getSymbol({
  ctx: { graph },
  input: { fqn },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly fqn: string };
}): SymbolDetails {
  const { symbol: row, hash } = requireSource(graph, fqn);
  return {
    ...toSymbol(row),
    summary: chosenSummary(graph, { id: row.id, kind: symbolKindSchema.parse(row.kind) }),
    source_hash: hash,
    ...detectionsOf(graph, row.id),
  };
}
