import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { GraphError } from '../graph-error.ts';
import { explainSqliteErrors, inspectSqliteFile } from '../sqlite-file.ts';
import { applyMigrations, type MigrationOutcome } from './apply-migrations.ts';
import { assertSound } from './assert-sound.ts';
import { missingFromBaseline } from './baseline-schema.ts';
import { codeVersion } from './code-version.ts';
import { copyBaseline, type LeftBehind } from './copy-baseline.ts';
import { readGraphState, recordMigration, startJournal } from './migration-journal.ts';
import { listMigrations } from './migration-list.ts';
import { makeOwnedFolder } from './owned-folder.ts';
import { withGraphCopy } from './with-graph-copy.ts';

export interface AdoptGraphOptions {
  /** A database of the older system. It is only read. */
  readonly source: string;
  /** Where the graph shall be; nothing may be there yet. */
  readonly target: string;
  /** What the graph shall say it is of. */
  readonly codebase?: { readonly name: string; readonly root: string };
  readonly now?: () => Date;
  /** Told after each migration has run and before the graph is in its place. */
  readonly onApplied?: (name: string) => void;
}

export interface GraphAdoption extends MigrationOutcome {
  readonly source: string;
  readonly target: string;
  readonly applied: readonly string[];
  /** Tables and columns of the source that a graph has no place for. */
  readonly left_behind: readonly LeftBehind[];
}

/**
 * Takes over a database that was made with the schema of migration 0000: copies its rows into a new
 * file, marks that as migrated up to 0000, runs the later migrations on it, and puts it in its
 * place in one step when all of that has worked. The source stays as it is, byte for byte.
 *
 * @throws GraphError `adoption_refused` when it is no such database, `adoption_target_exists`,
 *   `graph_not_sqlite`, `graph_corrupt`, `graph_busy`, `graph_inaccessible` or `migration_failed`.
 */
export function adoptGraph(options: AdoptGraphOptions): GraphAdoption {
  const { source, target } = options;
  if (inspectSqliteFile(source) !== 'sqlite') {
    throw new GraphError('adoption_refused', `There is no database at ${source}. Check the path.`);
  }
  if (existsSync(target)) throw targetExists(target);
  return explainSqliteErrors(target, () => buildAndPlace(options));
}

function buildAndPlace(options: AdoptGraphOptions): GraphAdoption {
  const { source, target } = options;
  const folder = dirname(target);
  const isNewFolder = mkdirSync(folder, { recursive: true }) !== undefined;
  const workshop = makeOwnedFolder(folder, '.adopting-');
  try {
    const built = join(workshop, 'graph.db');
    const outcome = withGraphCopy(source, (copy) =>
      buildAdoptedGraph({ ...options, copy, target: built, now: options.now ?? now }),
    );
    placeWithoutReplacing(built, target);
    return { ...outcome, target };
  } finally {
    rmSync(workshop, { recursive: true, force: true });
    if (isNewFolder && readdirSync(folder).length === 0) rmdirSync(folder);
  }
}

/** Builds the adopted graph at `target` out of a copy of `source` that may be read freely. */
export function buildAdoptedGraph(options: {
  readonly source: string;
  readonly copy: string;
  readonly target: string;
  readonly codebase?: { readonly name: string; readonly root: string };
  readonly now: () => Date;
  readonly onApplied?: (name: string) => void;
}): GraphAdoption {
  const { source, copy, target } = options;
  const [baseline, ...later] = listMigrations();
  if (baseline === undefined) throw new GraphError('migration_failed', 'There are no migrations.');
  assertAdoptable(source, copy);
  const db = new Database(target);
  try {
    // Nobody sees this file before it is whole, so it needs no protection from a crash.
    db.pragma('journal_mode = memory');
    db.pragma('synchronous = off');
    db.pragma('foreign_keys = off');
    db.prepare('attach database ? as source').run(copy);
    db.exec('begin immediate');
    startJournal(db);
    db.exec(baseline.sql);
    recordMigration(db, baseline, options.now().toISOString(), codeVersion());
    const left_behind = copyBaseline(db, source);
    const outcome = applyMigrations(db, later, {
      now: options.now,
      codeVersion: codeVersion(),
      onApplied: options.onApplied,
    });
    if (options.codebase !== undefined) {
      const { name, root } = options.codebase;
      db.prepare<[string, string, string]>(
        'insert into codebase (id, name, root, created_at) values (1, ?, ?, ?)',
      ).run(name, root, options.now().toISOString());
    }
    db.exec('commit');
    db.exec('detach database source');
    db.pragma('synchronous = full');
    db.exec('vacuum');
    db.pragma('journal_mode = wal');
    const applied = listMigrations().map((migration) => migration.name);
    return { source, target, applied, left_behind, ...outcome };
  } finally {
    db.close();
  }
}

function now(): Date {
  return new Date();
}

function assertAdoptable(source: string, copy: string): void {
  const db = new Database(copy);
  try {
    assertSound(db, source);
    const state = readGraphState(db);
    if (state.kind === 'graph') {
      throw new GraphError(
        'adoption_refused',
        `${source} is a graph of Clew already. Bring it up to date with \`pnpm db:migrate:graph\`.`,
      );
    }
    const missing = missingFromBaseline(db);
    if (missing.length > 0) {
      throw new GraphError(
        'adoption_refused',
        `${source} is not a database of the older system: it has no ${missing.join(', no ')}. It was left as it is; check the path.`,
      );
    }
  } finally {
    db.close();
  }
}

/** Another name for the finished file is made in one step, and only where there is none yet. */
function placeWithoutReplacing(built: string, target: string): void {
  try {
    linkSync(built, target);
  } catch (error) {
    if (existsSync(target)) throw targetExists(target, error);
    // Some file systems have no links.
    renameSync(built, target);
  }
}

function targetExists(target: string, cause?: unknown): GraphError {
  return new GraphError(
    'adoption_target_exists',
    `There is a graph at ${target} already, and adopting never replaces one. Choose another codebase name, or remove that codebase first.`,
    { cause },
  );
}
