import type { Database } from 'better-sqlite3';
import { GraphError } from '../graph-error.ts';
import { isBaselineSchema } from './baseline-schema.ts';
import { type GraphState, pendingMigrations } from './migration-journal.ts';
import { listMigrations, type Migration } from './migration-list.ts';

/**
 * Which migrations an open database in this state needs.
 *
 * @throws GraphError `graph_not_adopted` or `graph_foreign` when it is no graph of Clew,
 *   `graph_newer` or `migration_changed` when it is none of this version.
 */
export function migrationsFor(db: Database, path: string, state: GraphState): readonly Migration[] {
  switch (state.kind) {
    case 'new':
      return listMigrations();
    case 'graph':
      return pendingMigrations(path, state.applied, listMigrations());
    case 'foreign':
      throw isBaselineSchema(db) ? notAdopted(path) : foreignGraph(path, state.tables);
  }
}

function notAdopted(path: string): GraphError {
  return new GraphError(
    'graph_not_adopted',
    `${path} was made by the older system, with text keys. Take it over with \`pnpm migrate adopt ${path}\`, which works on a copy; it was left as it is.`,
  );
}

/** The error for a SQLite database that no migration of ours made. */
export function foreignGraph(path: string, tables: readonly string[]): GraphError {
  const some = tables.slice(0, 5).join(', ');
  return new GraphError(
    'graph_foreign',
    `${path} is a SQLite database, but not a graph of Clew (it holds ${some}). Check the path; it was left as it is.`,
  );
}
