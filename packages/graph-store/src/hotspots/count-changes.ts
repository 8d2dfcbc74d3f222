import type { Units } from '../adjacency/load-units.ts';
import type { Graph } from '../open-graph.ts';

export interface Changes {
  /** In how many index runs a symbol of the unit was seen changed. */
  readonly of: (unit: number) => number;
  /** The first revision that the outbox still holds. */
  readonly since: number | null;
}

/** Counts changed symbols in the outbox, as far back as it was not pruned. */
export function countChanges(graph: Graph, { unitOf }: Units): Changes {
  const rows = graph
    .prepare<[], { id: number; revision: number }>(`
      select distinct entity_id as id, revision_id as revision
      from graph_changes
      where entity = 'symbol' and op = 'update' and revision_id is not null`)
    .all();
  const since = graph
    .prepare<[], { revision: number | null }>(
      'select min(revision_id) as revision from graph_changes',
    )
    .get();
  const revisions = new Map<number, Set<number>>();
  for (const { id, revision } of rows) {
    const unit = unitOf[id] ?? -1;
    if (unit === -1) continue;
    const seen = revisions.get(unit);
    if (seen === undefined) revisions.set(unit, new Set([revision]));
    else seen.add(revision);
  }
  return { of: (unit) => revisions.get(unit)?.size ?? 0, since: since?.revision ?? null };
}
