import type { Graph } from '../open-graph.ts';

/** The names that active symbols have now which had this one before, the last renamed first. */
export function presentNames(graph: Graph, fqn: string): readonly string[] {
  return graph
    .prepare<[string], { fqn: string }>(`
      select s.fqn from former_names f
      join symbols s on s.id = f.symbol_id and s.deleted_at is null
      where f.fqn = ?
      order by f.renamed_at desc, s.fqn`)
    .all(fqn)
    .map((row) => row.fqn);
}

/**
 * The name that the story of a symbol begins with: the given one, unless no symbol has it and one had.
 */
export function presentName({
  ctx: { graph },
  input: { fqn },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly fqn: string };
}): string {
  const own = graph
    .prepare<[string], { found: number }>('select 1 as found from symbols where fqn = ?')
    .get(fqn);
  return own === undefined ? (presentNames(graph, fqn)[0] ?? fqn) : fqn;
}
