import type { Database } from 'better-sqlite3';
import { quoteName } from './count-rows.ts';

/** The tables of the older system and, of each, the columns without which it is not that table. */
const required = {
  symbols: ['fqn', 'kind', 'name'],
  edges: ['from_fqn', 'to_fqn', 'relation'],
} as const;

/** Whether an open database has the shape of the older system: `symbols` and `edges`, keyed by fqn. */
export function isBaselineSchema(db: Database): boolean {
  return Object.entries(required).every(([table, columns]) => {
    const present = new Set(columnsOf(db, table));
    return columns.every((column) => present.has(column));
  });
}

/** Columns of a table in their order; empty when there is no such table. */
export function columnsOf(db: Database, table: string, schema = 'main'): readonly string[] {
  const rows = db.pragma(`${quoteName(schema)}.table_info(${quoteName(table)})`) as readonly {
    readonly name: string;
  }[];
  return rows.map((row) => row.name);
}
