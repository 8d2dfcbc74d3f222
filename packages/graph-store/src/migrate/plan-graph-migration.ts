import { join } from 'node:path';
import Database from 'better-sqlite3';
import { inspectSqliteFile } from '../sqlite-file.ts';
import { buildAdoptedGraph } from './adopt-graph.ts';
import { applyMigrations, type QuarantineTally, type TableMigration } from './apply-migrations.ts';
import { assertSound } from './assert-sound.ts';
import { isBaselineSchema } from './baseline-schema.ts';
import { codeVersion } from './code-version.ts';
import type { LeftBehind } from './copy-baseline.ts';
import { readGraphState } from './migration-journal.ts';
import { listMigrations } from './migration-list.ts';
import { migrationsFor } from './migrations-for.ts';
import { withGraphCopy } from './with-graph-copy.ts';

/** What a migration would do; found out by doing it to a copy. */
export interface GraphPlan {
  readonly path: string;
  /** `create` a graph where there is none, `adopt` one of the older system, `migrate`, or `none`. */
  readonly action: 'create' | 'adopt' | 'migrate' | 'none';
  /** Migrations that the graph has already. */
  readonly applied: readonly string[];
  readonly pending: readonly string[];
  readonly tables: readonly TableMigration[];
  /** What would go to quarantine, per foreign key. */
  readonly quarantined: readonly QuarantineTally[];
  /** What `adopt` would not take along. */
  readonly left_behind: readonly LeftBehind[];
}

export interface PlanGraphOptions {
  /** False only reads the journal: no rehearsal, so no counts, and no check of the file. */
  readonly rehearse?: boolean;
}

/**
 * Says what `migrateGraph` (or, for a database of the older system, `adoptGraph`) would do to the
 * file at `path`. It writes nothing there: the rehearsal runs on a copy among the temporary files.
 *
 * @throws GraphError what `migrateGraph` or `adoptGraph` would throw.
 */
export function planGraphMigration(path: string, options: PlanGraphOptions = {}): GraphPlan {
  const rehearse = options.rehearse ?? true;
  const nothing = { path, applied: [], tables: [], quarantined: [], left_behind: [] };
  const every = listMigrations().map((migration) => migration.name);
  if (inspectSqliteFile(path) !== 'sqlite') {
    return { ...nothing, action: 'create', pending: every };
  }
  return withGraphCopy(path, (copy) => {
    const db = new Database(copy);
    try {
      if (rehearse) assertSound(db, path);
      const state = readGraphState(db);
      if (state.kind === 'foreign' && isBaselineSchema(db)) {
        if (!rehearse) return { ...nothing, action: 'adopt', pending: every };
        db.close();
        return { ...nothing, ...rehearseAdoption(path, copy), pending: every };
      }
      const pending = migrationsFor(db, path, state);
      const names = pending.map((migration) => migration.name);
      if (state.kind !== 'graph') return { ...nothing, action: 'create', pending: names };
      const applied = state.applied.map((migration) => migration.name);
      if (names.length === 0) return { ...nothing, action: 'none', applied, pending: names };
      if (!rehearse) return { ...nothing, action: 'migrate', applied, pending: names };
      db.pragma('foreign_keys = off');
      db.pragma('synchronous = off');
      db.exec('begin immediate');
      const clock = { now: () => new Date(), codeVersion: codeVersion() };
      const outcome = applyMigrations(db, pending, clock);
      return { ...nothing, ...outcome, action: 'migrate', applied, pending: names };
    } finally {
      db.close();
    }
  });
}

function rehearseAdoption(path: string, copy: string) {
  const adopted = buildAdoptedGraph({
    source: path,
    copy,
    target: join(copy, '..', 'adopted.db'),
    now: () => new Date(),
  });
  return {
    action: 'adopt' as const,
    tables: adopted.tables,
    quarantined: adopted.quarantined,
    left_behind: adopted.left_behind,
  };
}
