import { randomUUID } from 'node:crypto';
import { renameSync, rmSync, utimesSync } from 'node:fs';
import type { GraphDiff } from '@clew/contracts';
import Database from 'better-sqlite3';

/** A difference by the numbers of its rows in both graphs; see `collect-differences.ts`. */
export interface DifferenceRow {
  readonly rank: number;
  readonly key: string;
  readonly now: number | null;
  readonly before: number | null;
  readonly detail: string | null;
}

/** What is told on every page. */
export type DifferenceSummary = Pick<GraphDiff, 'totals' | 'edges'>;

export interface DifferencePage {
  readonly rank: number;
  readonly key: string;
  readonly only: number | null;
  readonly limit: number;
}

const selectPage = `
  select rank, key, now, before, detail from difference
  where (rank, key) > (:rank, :key) and (:only is null or rank = :only)
  order by rank, key limit :limit`;

/** The differences behind a place, from whichever connection holds them. */
export function readDifferences(
  sqlite: Database.Database,
  page: DifferencePage,
): readonly DifferenceRow[] {
  return sqlite.prepare<[DifferencePage], DifferenceRow>(selectPage).all(page);
}

/**
 * Where the comparison of an earlier graph, in the file `before`, with what it became by change `change`
 * is kept: beside it, as another file that can be made again and may go at any time.
 */
export function keptPath(before: string, change: number): string {
  return `${before.replace(/\.db$/, '')}.to-${change}.db`;
}

/** A page of a kept comparison; null when it is not there. */
export function readKept(
  path: string,
  page: DifferencePage,
): { readonly rows: readonly DifferenceRow[]; readonly summary: DifferenceSummary } | null {
  const kept = openKept(path);
  if (kept === null) return null;
  try {
    const summary = kept.prepare<[], string>('select json from summary').pluck().get() ?? '{}';
    const now = new Date();
    utimesSync(path, now, now);
    return { rows: readDifferences(kept, page), summary: JSON.parse(summary) as DifferenceSummary };
  } finally {
    kept.close();
  }
}

function openKept(path: string): Database.Database | null {
  try {
    return new Database(path, { readonly: true, fileMustExist: true });
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_CANTOPEN') return null;
    throw error;
  }
}

/** Keeps a comparison. The file is there whole or not at all. */
export function keep(
  path: string,
  {
    differences,
    summary,
  }: { readonly differences: Iterable<DifferenceRow>; readonly summary: DifferenceSummary },
): void {
  const draft = `${path}.${randomUUID()}.draft`;
  try {
    const kept = new Database(draft);
    try {
      kept.pragma('journal_mode = off');
      kept.pragma('synchronous = off');
      kept.exec(`
        create table difference (
          rank integer not null, key text not null, now integer, before integer, detail text,
          primary key (rank, key)
        ) strict, without rowid;
        create table summary (json text not null) strict;
        begin`);
      const insert = kept.prepare<[DifferenceRow]>(
        'insert into difference values (:rank, :key, :now, :before, :detail)',
      );
      for (const row of differences) insert.run(row);
      kept.prepare<[string]>('insert into summary values (?)').run(JSON.stringify(summary));
      kept.exec('commit');
    } finally {
      kept.close();
    }
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}
