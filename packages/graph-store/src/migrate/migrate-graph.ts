import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { explainSqliteErrors, inspectSqliteFile } from '../sqlite-file.ts';
import { switchToWal } from '../switch-to-wal.ts';
import {
  applyMigrations,
  type MigrationClock,
  type QuarantineTally,
  type TableMigration,
} from './apply-migrations.ts';
import { assertSound } from './assert-sound.ts';
import { backupGraph, backupsKept, type GraphBackup } from './backup-graph.ts';
import { codeVersion } from './code-version.ts';
import { compactGraph } from './compact-graph.ts';
import { type GraphState, readGraphState } from './migration-journal.ts';
import { migrationsFor } from './migrations-for.ts';

const defaultLockTimeoutMs = 120_000;

export interface MigrateGraphOptions {
  readonly path: string;
  /** Where backups go and how many stay; by default 5 in `backups` beside the graph. */
  readonly backups?: { readonly directory: string; readonly keep?: number };
  readonly now?: () => Date;
  /** How long to wait for another process that writes, in milliseconds. */
  readonly lockTimeoutMs?: number;
  /** Told after each migration has run and before anything is committed. */
  readonly onApplied?: (name: string) => void;
}

export interface GraphMigration {
  readonly path: string;
  /** True when there was no graph before. */
  readonly created: boolean;
  /** Names of the migrations that this call applied; empty when there was nothing to do. */
  readonly applied: readonly string[];
  /** Null when there was nothing to lose. */
  readonly backup: GraphBackup | null;
  readonly tables: readonly TableMigration[];
  readonly quarantined: readonly QuarantineTally[];
  /** True when the space that rebuilt tables left behind was given back. */
  readonly compacted: boolean;
}

/**
 * Brings the graph at `path` to the newest schema, or creates it.
 *
 * Order of locks and writes, which makes it all or nothing and safe beside other processes:
 *  1. foreign keys off, then `BEGIN IMMEDIATE`: one writer from here on, readers go on;
 *  2. read the journal under that lock, so a second runner that waited finds nothing to do;
 *  3. check the file, and back it up through a second connection, which still sees all of it;
 *  4. all pending migrations, row counts and `foreign_key_check` in the one transaction;
 *  5. commit. Until then, an error, a crash or a kill leaves what was there before.
 *
 * @throws GraphError `graph_not_sqlite`, `graph_corrupt`, `graph_foreign`, `graph_not_adopted`,
 *   `graph_newer`, `graph_busy`, `graph_inaccessible`, `migration_changed` or `migration_failed`; nothing was changed.
 */
export function migrateGraph(options: MigrateGraphOptions): GraphMigration {
  const { path } = options;
  const isMissing = inspectSqliteFile(path) === 'missing';
  return explainSqliteErrors(path, () => {
    if (isMissing) mkdirSync(dirname(path), { recursive: true });
    const db = new Database(path, { timeout: options.lockTimeoutMs ?? defaultLockTimeoutMs });
    try {
      return migrateOpenGraph(db, options);
    } finally {
      db.close();
    }
  });
}

function migrateOpenGraph(db: Database.Database, options: MigrateGraphOptions): GraphMigration {
  const { path } = options;
  const clock: MigrationClock = {
    now: options.now ?? (() => new Date()),
    codeVersion: codeVersion(),
    onApplied: options.onApplied,
  };
  db.pragma('foreign_keys = off');
  db.pragma('synchronous = full');
  db.exec('begin immediate');
  let finished: Omit<GraphMigration, 'compacted'>;
  try {
    const state = readGraphState(db);
    const pending = migrationsFor(db, path, state);
    if (pending.length === 0) {
      db.exec('rollback');
      return {
        path,
        created: false,
        applied: [],
        backup: null,
        tables: [],
        quarantined: [],
        compacted: false,
      };
    }
    const backup = state.kind === 'graph' ? secureGraph(db, state, options, clock) : null;
    const outcome = applyMigrations(db, pending, clock);
    db.exec('commit');
    const applied = pending.map((migration) => migration.name);
    finished = { path, created: state.kind === 'new', applied, backup, ...outcome };
  } catch (error) {
    if (db.inTransaction) db.exec('rollback');
    throw error;
  }
  switchToWal(db, { timeoutMs: options.lockTimeoutMs ?? defaultLockTimeoutMs });
  return { ...finished, compacted: compactGraph(db) };
}

function secureGraph(
  db: Database.Database,
  state: Extract<GraphState, { kind: 'graph' }>,
  options: MigrateGraphOptions,
  clock: MigrationClock,
): GraphBackup {
  assertSound(db, options.path);
  return backupGraph({
    path: options.path,
    directory: options.backups?.directory ?? join(dirname(options.path), 'backups'),
    keep: options.backups?.keep ?? backupsKept,
    version: state.applied.at(-1)?.name.slice(0, 4) ?? '0000',
    now: clock.now(),
  });
}
