import type { Database } from 'better-sqlite3';
import { quoteName } from './count-rows.ts';

/** What no database of the older system is without. */
const required = {
  symbols: ['fqn', 'kind', 'name'],
  edges: ['from_fqn', 'to_fqn', 'relation'],
} as const;

/** Whether an open database has the shape of the older system: `symbols` and `edges`, keyed by fqn. */
export function isBaselineSchema(db: Database): boolean {
  return missingFromBaseline(db).length === 0;
}

/** Tables and columns (as `table.column`) that would have to be there and are not. */
export function missingFromBaseline(db: Database): readonly string[] {
  return Object.entries(required).flatMap(([table, columns]) => {
    const present = new Set(columnsOf(db, 'main', table));
    if (present.size === 0) return [`table ${table}`];
    return columns
      .filter((column) => !present.has(column))
      .map((column) => `column ${table}.${column}`);
  });
}

/** Columns of a table in their order; empty when there is no such table. */
export function columnsOf(db: Database, schema: string, table: string): readonly string[] {
  const rows = db.pragma(`${quoteName(schema)}.table_info(${quoteName(table)})`) as readonly {
    readonly name: string;
  }[];
  return rows.map((row) => row.name);
}
