import type { Graph } from '../open-graph.ts';
import type { GraphChange } from './graph-change.ts';

/** The changes behind `after` in the order in which they happened, `limit` at most. */
export function readChanges({
  ctx: { graph },
  input: { after, limit },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly after: number; readonly limit: number };
}): readonly GraphChange[] {
  return graph
    .prepare<[number, number], GraphChange>(`
      select seq, revision_id as revision, entity, entity_id, op, old, new, created_at
      from graph_changes where seq > ? order by seq limit ?`)
    .all(after, limit);
}
