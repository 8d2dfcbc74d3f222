import type { Graph } from '../open-graph.ts';

/**
 * Where index runs end in the outbox behind `after`, by their revision. A change of a revision that
 * comes after the end, or whose end is behind already, was made by hand and not by the run.
 */
export function revisionEnds({
  ctx: { graph },
  input: { after },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly after: number };
}): ReadonlyMap<number, number> {
  const rows = graph
    .prepare<[number], { revision: number; seq: number }>(`
      select revision_id as revision, seq from graph_changes
      where seq > ? and entity = 'revision' and revision_id is not null`)
    .all(after);
  return new Map(rows.map(({ revision, seq }) => [revision, seq]));
}
