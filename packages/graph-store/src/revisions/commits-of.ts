import type { Graph } from '../open-graph.ts';

/** The commits on which revisions ran, by their numbers; those without one are left out. */
export function commitsOf({
  ctx: { graph },
  input: { revisions },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly revisions: readonly number[] };
}): Readonly<Record<string, string>> {
  const rows = graph
    .prepare<[string], { id: number; commit_hash: string }>(`
      select id, commit_hash from revisions
      where id in (select value from json_each(?)) and commit_hash is not null`)
    .all(JSON.stringify(revisions));
  return Object.fromEntries(rows.map(({ id, commit_hash }) => [id, commit_hash]));
}
