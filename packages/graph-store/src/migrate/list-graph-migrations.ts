import type { StoreMigrations } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { listMigrations } from './migration-list.ts';

/** What was done to the schema of an open graph, in order, and what this version would still do. */
export function listGraphMigrations({
  ctx: { graph },
}: {
  readonly ctx: { readonly graph: Graph };
}): StoreMigrations {
  const applied = graph
    .prepare<[], StoreMigrations['applied'][number]>(
      'select name, applied_at from schema_migrations order by ordinal',
    )
    .all();
  const done = new Set(applied.map(({ name }) => name));
  const pending = listMigrations().filter(({ name }) => !done.has(name));
  return { applied, pending: pending.map(({ name }) => name) };
}
