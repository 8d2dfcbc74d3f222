import Database, { type Statement } from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { GraphError } from './graph-error.ts';
import { pendingMigrations, readGraphState } from './migrate/migration-journal.ts';
import { listMigrations } from './migrate/migration-list.ts';
import { foreignGraph } from './migrate/migrations-for.ts';
import { explainSqliteErrors, inspectSqliteFile } from './sqlite-file.ts';
import { switchToWal } from './switch-to-wal.ts';

/** An open graph. It belongs to one thread; open another one for another thread. */
export interface Graph {
  readonly path: string;
  readonly readonly: boolean;
  /** The connection itself, for what the rest of the handle does not cover. */
  readonly sqlite: Database.Database;
  /** The same connection for Drizzle's query builder. */
  readonly orm: BetterSQLite3Database;
  /** The prepared statement of this text, prepared once per handle. */
  prepare<Parameters extends unknown[], Row = unknown>(sql: string): Statement<Parameters, Row>;
  /**
   * Runs work in a transaction that takes the write lock at once (so it cannot fail later on
   * another writer); inside another transaction, in a savepoint. What work throws rolls back.
   */
  transaction<T>(work: () => T): T;
  close(): void;
}

export interface OpenGraphOptions {
  readonly readonly?: boolean;
  /** How long a write waits for another writer, in milliseconds. */
  readonly busyTimeoutMs?: number;
}

/**
 * Opens the migrated graph at `path`: WAL, enforced foreign keys, `synchronous=normal`, each read
 * back. Creates nothing; a new graph is made by `migrateGraph`.
 *
 * @throws GraphError `graph_missing`, `graph_not_sqlite`, `graph_corrupt`, `graph_foreign`,
 *   `graph_outdated` (migrate it first) or `graph_newer`.
 */
export function openGraph(path: string, options: OpenGraphOptions = {}): Graph {
  const { readonly = false, busyTimeoutMs = 5_000 } = options;
  if (inspectSqliteFile(path) !== 'sqlite') {
    throw new GraphError(
      'graph_missing',
      `There is no graph at ${path}. Create it with \`pnpm db:migrate:graph\`, or create the codebase first.`,
    );
  }
  return explainSqliteErrors(path, () => {
    const sqlite = new Database(path, {
      readonly,
      fileMustExist: true,
      timeout: busyTimeoutMs,
    });
    try {
      assertSchemaVersion(path, sqlite);
      setPragmas(path, sqlite, { readonly, busyTimeoutMs });
    } catch (error) {
      sqlite.close();
      throw error;
    }
    return handleOf(path, sqlite, readonly);
  });
}

function assertSchemaVersion(path: string, sqlite: Database.Database): void {
  const state = readGraphState(sqlite);
  if (state.kind === 'foreign') throw foreignGraph(path, state.tables);
  if (state.kind === 'new') {
    throw new GraphError(
      'graph_foreign',
      `${path} is an empty database. Run \`pnpm db:migrate:graph\` to make it a graph.`,
    );
  }
  const pending = pendingMigrations(path, state.applied, listMigrations());
  if (pending.length > 0) {
    const names = pending.map((migration) => migration.name).join(', ');
    throw new GraphError(
      'graph_outdated',
      `${path} is older than this version of Clew (not yet applied: ${names}). Run \`pnpm db:migrate:graph\`.`,
    );
  }
}

function setPragmas(
  path: string,
  sqlite: Database.Database,
  { readonly, busyTimeoutMs }: Required<OpenGraphOptions>,
): void {
  sqlite.pragma('foreign_keys = on');
  sqlite.pragma('synchronous = normal');
  sqlite.pragma('cache_size = -65536');
  sqlite.pragma('temp_store = memory');
  const journalMode = readonly
    ? sqlite.pragma('journal_mode', { simple: true })
    : switchToWal(sqlite, { timeoutMs: busyTimeoutMs });
  const refused = [
    sqlite.pragma('foreign_keys', { simple: true }) === 1 ? null : 'foreign_keys',
    sqlite.pragma('synchronous', { simple: true }) === 1 ? null : 'synchronous',
    journalMode === 'wal' ? null : 'journal_mode',
  ].filter((name) => name !== null);
  if (refused.length > 0) {
    throw new GraphError(
      'graph_pragma_refused',
      `SQLite did not accept ${refused.join(', ')} for ${path}, so its data would not be safe. Is it on a network file system? Move CLEW_HOME to a local disk.`,
    );
  }
}

function handleOf(path: string, sqlite: Database.Database, readonly: boolean): Graph {
  const statements = new Map<string, Statement<unknown[], unknown>>();
  // One wrapper serves every transaction: better-sqlite3 nests it as a savepoint by itself.
  const run = sqlite.transaction((work: () => unknown) => work());
  return {
    path,
    readonly,
    sqlite,
    orm: drizzle(sqlite),
    prepare: <Parameters extends unknown[], Row>(sql: string) => {
      let statement = statements.get(sql);
      if (statement === undefined) {
        statement = sqlite.prepare<unknown[], unknown>(sql);
        statements.set(sql, statement);
      }
      return asStatement<Parameters, Row>(statement);
    },
    transaction: <T>(work: () => T) => run.immediate(work) as T,
    close: () => {
      statements.clear();
      sqlite.close();
    },
  };
}

/** Safe as far as the caller's types describe the text of the statement, which nothing can check. */
function asStatement<Parameters extends unknown[], Row>(
  statement: Statement<unknown[], unknown>,
): Statement<Parameters, Row> {
  return statement as unknown as Statement<Parameters, Row>;
}
