import type { Graph } from '../open-graph.ts';

/** Where an index run ends in the outbox, and the execution that it was, if it was one. */
export interface RevisionEnd {
  readonly seq: number;
  readonly execution: number | null;
}

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
}): ReadonlyMap<number, RevisionEnd> {
  const rows = graph
    .prepare<[number], RevisionEnd & { readonly revision: number }>(`
      select revision_id as revision, seq, new ->> 'execution' as execution from graph_changes
      where seq > ? and entity = 'revision' and revision_id is not null`)
    .all(after);
  return new Map(rows.map(({ revision, seq, execution }) => [revision, { seq, execution }]));
}
