import type { Database } from 'better-sqlite3';
import { GraphError } from '../graph-error.ts';
import { columnsOf } from './baseline-schema.ts';
import { countRows, quoteName } from './count-rows.ts';

/** A table, or a column of one, that a graph has no place for, and how many rows it has. */
export interface LeftBehind {
  readonly table: string;
  /** Null for a whole table. */
  readonly column: string | null;
  /** Rows of the table, or rows in which the column holds something. */
  readonly rows: number;
}

/** Columns that exist in the baseline schema and go no further than migration 0001. */
const endInBaseline: Readonly<Record<string, readonly string[]>> = {
  summaries: ['vector_id'],
  glossary: ['vector_id'],
  constraints: ['vector_id'],
};

/**
 * Fills the baseline tables of an open transaction from the attached database `source`. Databases
 * of the older system differ: columns that one lacks take their default, what it has beyond the
 * baseline is left behind and told. Triggers do not come along, and orphans do.
 *
 * @throws GraphError `adoption_refused` when rows do not fit, e.g. the same fqn twice.
 */
export function copyBaseline(db: Database, path: string): readonly LeftBehind[] {
  const sourceRows = countRows(db, 'source');
  const baseline = [...countRows(db, 'main').keys()];
  const left: LeftBehind[] = [];
  for (const [table, rows] of sourceRows) {
    if (!baseline.includes(table)) {
      if (rows > 0) left.push({ table, column: null, rows });
      continue;
    }
    const wanted = columnsOf(db, 'main', table);
    const present = columnsOf(db, 'source', table);
    copyTable(
      db,
      path,
      table,
      wanted.filter((column) => present.includes(column)),
    );
    const lost = [
      ...present.filter((column) => !wanted.includes(column)),
      ...(endInBaseline[table] ?? []).filter((column) => present.includes(column)),
    ];
    left.push(...lost.map((column) => ({ table, column, rows: countFilled(db, table, column) })));
  }
  return left.filter((each) => each.rows > 0);
}

function copyTable(db: Database, path: string, table: string, columns: readonly string[]): void {
  const names = columns.map(quoteName);
  // JSON, into which a row goes if it is quarantined, cannot hold a blob.
  const values = names.map(
    (name) => `case typeof(${name}) when 'blob' then cast(${name} as text) else ${name} end`,
  );
  try {
    db.exec(
      `insert into main.${quoteName(table)} (${names.join(', ')})
       select ${values.join(', ')} from source.${quoteName(table)} order by rowid`,
    );
  } catch (error) {
    throw new GraphError(
      'adoption_refused',
      `The rows of table ${table} in ${path} do not fit: ${error instanceof Error ? error.message : String(error)}. Repair them in a copy and adopt that; this file was left as it is.`,
      { cause: error },
    );
  }
}

function countFilled(db: Database, table: string, column: string): number {
  const row = db
    .prepare<[], { rows: number }>(
      `select count(${quoteName(column)}) as rows from source.${quoteName(table)}`,
    )
    .get();
  return row?.rows ?? 0;
}
