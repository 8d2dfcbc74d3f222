import type { Database } from 'better-sqlite3';
import { GraphError } from '../graph-error.ts';
import type { Migration } from './migration-list.ts';

export interface AppliedMigration {
  readonly ordinal: number;
  readonly name: string;
  readonly hash: string;
  /** ISO 8601, UTC. */
  readonly applied_at: string;
  readonly code_version: string;
}

/** Marks a SQLite file as a graph of Clew: "CLEW" as a 32-bit integer. */
const graphApplicationId = 0x434c4557;

const journalTable = `create table schema_migrations (
  ordinal integer primary key,
  name text not null unique,
  hash text not null,
  applied_at text not null,
  code_version text not null
) strict`;

/**
 * What a database says of itself: a graph with its applied migrations, nothing yet, or something
 * that no migration of ours made.
 */
export type GraphState =
  | { readonly kind: 'new' }
  | { readonly kind: 'graph'; readonly applied: readonly AppliedMigration[] }
  | { readonly kind: 'foreign'; readonly tables: readonly string[] };

/** Reads the state of an open database; writes nothing. */
export function readGraphState(db: Database): GraphState {
  const tables = db
    .prepare<[], { name: string }>(
      `select name from sqlite_schema where type in ('table', 'view') and name not like 'sqlite\\_%' escape '\\' order by name`,
    )
    .all()
    .map((row) => row.name);
  if (tables.length === 0) return { kind: 'new' };
  if (db.pragma('application_id', { simple: true }) !== graphApplicationId) {
    return { kind: 'foreign', tables };
  }
  if (!tables.includes('schema_migrations')) return { kind: 'foreign', tables };
  const applied = db
    .prepare<[], AppliedMigration>(
      'select ordinal, name, hash, applied_at, code_version from schema_migrations order by ordinal',
    )
    .all();
  return { kind: 'graph', applied };
}

/**
 * The migrations that a database still needs.
 *
 * @throws GraphError `graph_newer` when it has migrations that this code does not know,
 *   `migration_changed` when a file was edited after it was applied.
 */
export function pendingMigrations(
  path: string,
  applied: readonly AppliedMigration[],
  known: readonly Migration[],
): readonly Migration[] {
  for (const [index, entry] of applied.entries()) {
    const migration = known[index];
    if (migration === undefined) {
      throw new GraphError(
        'graph_newer',
        `${path} was migrated by a newer version of Clew (${entry.code_version}, migration ${entry.name}). Use that version or a later one; the database was left as it is.`,
      );
    }
    if (entry.name !== migration.name || entry.hash !== migration.hash) {
      throw new GraphError(
        'migration_changed',
        `Migration ${migration.name} is not the one that was applied to ${path} (${entry.name}, ${entry.hash.slice(0, 12)}). An applied migration must never change: restore its file, and put the change into a new migration.`,
      );
    }
  }
  return known.slice(applied.length);
}

/** Makes an empty database a graph without migrations; the journal belongs to the runner. */
export function startJournal(db: Database): void {
  db.pragma(`application_id = ${graphApplicationId}`);
  db.exec(journalTable);
}

export function recordMigration(
  db: Database,
  migration: Migration,
  appliedAt: string,
  codeVersion: string,
): void {
  db.prepare<[number, string, string, string, string]>(
    'insert into schema_migrations (ordinal, name, hash, applied_at, code_version) values (?, ?, ?, ?, ?)',
  ).run(migration.ordinal, migration.name, migration.hash, appliedAt, codeVersion);
}
