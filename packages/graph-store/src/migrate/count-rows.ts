import type { Database } from 'better-sqlite3';

/**
 * Rows of every table, by table name; SQLite's own tables, the runner's journal and the index of the
 * search left out.
 */
export function countRows(db: Database, schema = 'main'): ReadonlyMap<string, number> {
  const within = quoteName(schema);
  const tables = db
    .prepare<[], { name: string }>(
      `select name from ${within}.sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\' and name <> 'schema_migrations' and name not like 'symbol\\_search%' escape '\\' order by name`,
    )
    .all();
  return new Map(
    tables.map(({ name }) => {
      const row = db
        .prepare<[], { rows: number }>(`select count(*) as rows from ${within}.${quoteName(name)}`)
        .get();
      return [name, row?.rows ?? 0];
    }),
  );
}

/** A name as SQL: quoted, because it comes out of a database that anybody may have made. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
