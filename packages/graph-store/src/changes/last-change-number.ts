import type { Graph } from '../open-graph.ts';

/** The number of the last change of a graph, whether the outbox still has it or not; 0 before any. */
export function lastChangeNumber({
  ctx: { graph },
}: {
  readonly ctx: { readonly graph: Graph };
}): number {
  const row = graph
    .prepare<[], { seq: number }>("select seq from sqlite_sequence where name = 'graph_changes'")
    .get();
  return row?.seq ?? 0;
}
