import type { GraphChange } from '../changes/graph-change.ts';
import type { Graph } from '../open-graph.ts';

/** Puts changes that left the outbox back into it, under their own numbers. Known ones stay. */
export function refillChanges({
  ctx: { graph },
  input: { changes },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly changes: readonly GraphChange[] };
}): void {
  const insert = graph.prepare<
    [number, number | null, string, number, string, string | null, string | null, string]
  >(`
    insert into graph_changes (seq, revision_id, entity, entity_id, op, old, new, created_at)
    values (?, ?, ?, ?, ?, ?, ?, ?)
    on conflict (seq) do nothing`);
  graph.transaction(() => {
    for (const { seq, revision, entity, entity_id, op, old, new: now, created_at } of changes) {
      insert.run(seq, revision, entity, entity_id, op, old, now, created_at);
    }
  });
}
