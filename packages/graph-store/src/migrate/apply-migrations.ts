import type { Database } from 'better-sqlite3';
import { GraphError } from '../graph-error.ts';
import { countRows } from './count-rows.ts';
import { recordMigration, startJournal } from './migration-journal.ts';
import type { Migration } from './migration-list.ts';

export interface TableMigration {
  readonly table: string;
  readonly rows_before: number;
  readonly rows_after: number;
  /** Rows that are only in `orphan_quarantine` now. */
  readonly rows_quarantined: number;
}

export interface QuarantineTally {
  /** The foreign key by its name in the orphan report, or what else was wrong, e.g. `edge_duplicate`. */
  readonly type: string;
  readonly table: string;
  readonly reason: 'missing_reference' | 'duplicate' | 'reference_cleared' | 'value_replaced';
  readonly count: number;
}

export interface MigrationOutcome {
  readonly tables: readonly TableMigration[];
  readonly quarantined: readonly QuarantineTally[];
}

export interface MigrationClock {
  readonly now: () => Date;
  readonly codeVersion: string;
  /** Told after each migration has run and before anything is committed. */
  readonly onApplied?: ((name: string) => void) | undefined;
}

/**
 * Applies migrations inside the transaction that the caller has opened, foreign keys off since
 * before it began, and proves that nothing was lost: each table that had rows has as many, the
 * quarantined ones included, and no foreign key points at nothing. The caller commits or rolls back.
 *
 * @throws GraphError `migration_failed`; roll back.
 */
export function applyMigrations(
  db: Database,
  pending: readonly Migration[],
  clock: MigrationClock,
): MigrationOutcome {
  if (!db.inTransaction || db.pragma('foreign_keys', { simple: true }) !== 0) {
    throw new GraphError(
      'migration_failed',
      'Migrations need an open transaction that began with foreign keys off.',
    );
  }
  const before = countRows(db);
  const quarantinedBefore = before.has('orphan_quarantine') ? lastQuarantineId(db) : 0;
  if (pending[0]?.ordinal === 0) startJournal(db);
  for (const migration of pending) {
    try {
      db.exec(migration.sql);
      recordMigration(db, migration, clock.now().toISOString(), clock.codeVersion);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new GraphError(
        'migration_failed',
        `Migration ${migration.name} failed: ${message}. Nothing was changed.`,
        { cause: error },
      );
    }
    clock.onApplied?.(migration.name);
  }
  const after = countRows(db);
  const quarantined = after.has('orphan_quarantine') ? tallyQuarantine(db, quarantinedBefore) : [];
  const lost = after.has('orphan_quarantine') ? countLostRows(db, quarantinedBefore) : new Map();
  const tables = [...before].map(([table, rows]) => ({
    table,
    rows_before: rows,
    rows_after: after.get(table) ?? 0,
    rows_quarantined: lost.get(table) ?? 0,
  }));
  assertNothingLost(tables.filter(({ table }) => table !== 'orphan_quarantine'));
  assertForeignKeysHold(db);
  return { tables, quarantined };
}

function assertNothingLost(tables: readonly TableMigration[]): void {
  const wrong = tables.filter(
    (each) => each.rows_before !== each.rows_after + each.rows_quarantined,
  );
  if (wrong.length === 0) return;
  const list = wrong
    .map(
      (each) =>
        `${each.table} had ${each.rows_before} rows and has ${each.rows_after}, with ${each.rows_quarantined} in quarantine`,
    )
    .join('; ');
  throw new GraphError(
    'migration_failed',
    `The rows before and after do not add up: ${list}. Nothing was changed.`,
  );
}

function assertForeignKeysHold(db: Database): void {
  const violations = db.pragma('foreign_key_check') as readonly {
    readonly table: string;
    readonly rowid: number;
    readonly parent: string;
  }[];
  const [first] = violations;
  if (first === undefined) return;
  throw new GraphError(
    'migration_failed',
    `${violations.length} rows would point at nothing, the first one row ${first.rowid} of ${first.table} at ${first.parent}. Nothing was changed.`,
  );
}

function lastQuarantineId(db: Database): number {
  const row = db
    .prepare<[], { last: number }>('select coalesce(max(id), 0) as last from orphan_quarantine')
    .get();
  return row?.last ?? 0;
}

function tallyQuarantine(db: Database, afterId: number): readonly QuarantineTally[] {
  return db
    .prepare<[number], QuarantineTally>(
      `select type, table_name as "table", reason, count(*) as count
       from orphan_quarantine
       where id > ?
       group by type, table_name, reason
       order by min(id)`,
    )
    .all(afterId);
}

/** A row can miss several references and then has several entries, but it was one row. */
function countLostRows(db: Database, afterId: number): ReadonlyMap<string, number> {
  const rows = db
    .prepare<[number], { table_name: string; rows: number }>(
      `select table_name, count(distinct row_id) as rows
       from orphan_quarantine
       where id > ? and reason in ('missing_reference', 'duplicate')
       group by table_name`,
    )
    .all(afterId);
  return new Map(rows.map((row) => [row.table_name, row.rows]));
}
