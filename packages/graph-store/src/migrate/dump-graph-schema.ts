import Database from 'better-sqlite3';
import { listMigrations } from './migration-list.ts';

const header =
  '-- The schema of a graph after all migrations. Made by `pnpm migrate dump graph`; do not edit.\n';

let expected: string | null = null;

/** The schema that this version of the code expects, as SQL: each table with its indexes and triggers, then the views. */
export function dumpGraphSchema(): string {
  if (expected === null) {
    const db = new Database(':memory:');
    try {
      for (const migration of listMigrations()) db.exec(migration.sql);
      expected = readSchema(db);
    } finally {
      db.close();
    }
  }
  return expected;
}

/** The schema of an open database in the same form, to compare with; the runner's journal and what FTS5 keeps for itself left out. */
export function readSchema(db: Database.Database): string {
  const statements = db
    .prepare<[], { sql: string }>(
      `select sql from sqlite_schema
       where sql is not null
         and tbl_name <> 'schema_migrations'
         and name not like 'sqlite\\_%' escape '\\'
         and name not like 'symbol\\_search\\_%' escape '\\'
       order by
         type = 'view',
         tbl_name,
         case type when 'table' then 0 when 'index' then 1 when 'trigger' then 2 else 3 end,
         name`,
    )
    .all();
  return `${[header, ...statements.map(({ sql }) => `${sql.trim()};\n`)].join('\n')}`;
}
