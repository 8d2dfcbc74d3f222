import type { Symbol as GraphSymbol } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { requireSymbol } from './find-symbol.ts';
import { toSymbol } from './symbol-row.ts';

/** @throws GraphError `symbol_not_found` with close names. */
export function getSymbol({
  ctx,
  input,
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly fqn: string };
}): GraphSymbol {
  return toSymbol(requireSymbol(ctx.graph, input.fqn));
}
