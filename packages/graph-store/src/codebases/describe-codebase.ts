import type { Codebase } from '@clew/contracts';
import { GraphError } from '../graph-error.ts';
import type { Graph } from '../open-graph.ts';
import { lastRevision } from '../revisions/list-revisions.ts';

/**
 * What a graph says of its codebase.
 *
 * @throws GraphError `graph_foreign` when it was migrated but belongs to no codebase yet.
 */
export function describeCodebase({
  ctx: { graph },
}: {
  readonly ctx: { readonly graph: Graph };
}): Codebase {
  const row = graph
    .prepare<[], Omit<Codebase, 'counts' | 'last_revision'> & Codebase['counts']>(`
      select name, root, created_at,
        (select count(*) from files where deleted_at is null) as files,
        (select count(*) from symbols where deleted_at is null) as symbols,
        (select count(*) from edges) as edges,
        (select count(*) from unresolved_references) as unresolved,
        (select count(*) from summaries) as summaries,
        (select count(*) from glossary) as terms,
        (select count(*) from constraints) as constraints
      from codebase where id = 1`)
    .get();
  if (row === undefined) {
    throw new GraphError(
      'graph_foreign',
      `${graph.path} belongs to no codebase. Create the codebase through the API, or remove the file.`,
    );
  }
  const { name, root, created_at, ...counts } = row;
  return { name, root, created_at, counts, last_revision: lastRevision(graph) };
}
