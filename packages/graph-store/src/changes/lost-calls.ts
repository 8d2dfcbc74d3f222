import type { Graph } from '../open-graph.ts';

/** A call that was deleted, as the outbox tells. */
export interface LostCall {
  readonly seq: number;
  readonly revision: number;
  /** Id and fqn of the caller. */
  readonly id: number;
  readonly fqn: string | null;
}

/** The deleted calls in the outbox, by the id of who was called: one look for many removals. */
export function lostCalls({
  ctx: { graph },
}: {
  readonly ctx: { readonly graph: Graph };
}): ReadonlyMap<number, readonly LostCall[]> {
  const rows = graph
    .prepare<[], LostCall & { readonly called: number }>(`
      select seq, revision_id as revision, old ->> 'from_id' as id, old ->> 'from' as fqn,
        old ->> 'to_id' as called
      from graph_changes
      where entity = 'edge' and op = 'delete' and revision_id is not null
        and old ->> 'relation' in ('calls', 'instantiates')`)
    .all();
  const calls = new Map<number, LostCall[]>();
  for (const { called, ...call } of rows) {
    const others = calls.get(called);
    if (others === undefined) calls.set(called, [call]);
    else others.push(call);
  }
  return calls;
}
