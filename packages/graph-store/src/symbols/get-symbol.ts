import type { SymbolDetails } from '@clew/contracts';
import { detectionsOf } from '../detections/detections-of.ts';
import type { Graph } from '../open-graph.ts';
import { requireSymbol } from './find-symbol.ts';
import { toSymbol } from './symbol-row.ts';

/** @throws GraphError `symbol_not_found` with close names. */
export function getSymbol({
  ctx: { graph },
  input: { fqn },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly fqn: string };
}): SymbolDetails {
  const row = requireSymbol(graph, fqn);
  return { ...toSymbol(row), ...detectionsOf(graph, row.id) };
}
