import type { Graph } from '../open-graph.ts';

/**
 * What tells a graph from any other one of the same name: the moment at which its codebase was made,
 * which a new codebase under an old name does not share. Null when it belongs to no codebase yet.
 */
export function identifyGraph({
  ctx: { graph },
}: {
  readonly ctx: { readonly graph: Graph };
}): string | null {
  const row = graph
    .prepare<[], { created_at: string }>('select created_at from codebase where id = 1')
    .get();
  return row?.created_at ?? null;
}
