import type { Graph } from '../open-graph.ts';

/** The number of the last change of a graph, whether the outbox still has it or not; 0 before any. */
export function lastChange(graph: Graph): number {
  const row = graph
    .prepare<[], { seq: number }>("select seq from sqlite_sequence where name = 'graph_changes'")
    .get();
  return row?.seq ?? 0;
}

/** The first change that the outbox still has, or the number that the next one gets. */
export function firstUnpruned(graph: Graph): number {
  const row = graph
    .prepare<[], { seq: number | null }>('select min(seq) as seq from graph_changes')
    .get();
  return row?.seq ?? lastChange(graph) + 1;
}
