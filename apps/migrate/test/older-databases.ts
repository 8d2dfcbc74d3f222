import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { migrateGraph } from '@clew/graph-store';
import Database from 'better-sqlite3';

const baseline = readFileSync(
  new URL('../../../packages/graph-store/drizzle/0000_baseline.sql', import.meta.url),
  'utf8',
);

const rows = `
  insert into symbols (fqn, kind, name) values ('shop.Cart', 'class', 'Cart'), ('shop.Order', 'class', 'Order');
  insert into edges (from_fqn, to_fqn, relation) values
    ('shop.Cart', 'shop.Order', 'calls'), ('shop.Cart', 'okhttp3.Call', 'calls'), ('gone', 'lost', 'calls');
  insert into summaries (target_fqn, summary) values ('shop.Cart', 'Holds what is bought.'), ('gone', 's');
`;

/** A database of the older system with two valid symbols and four orphaned references. */
export function olderSystem(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const db = new Database(path);
  db.pragma('foreign_keys = off');
  db.exec(baseline + rows);
  db.close();
}

/** The same rows in a graph of Clew that has only its first migration. */
export function outdatedGraph(path: string): void {
  olderSystem(path);
  const current = join(dirname(path), 'current.db');
  migrateGraph({ path: current });
  const db = new Database(current, { readonly: true });
  const journal = db
    .prepare<[], { sql: string }>(`select sql from sqlite_schema where name = 'schema_migrations'`)
    .get();
  const application = db.pragma('application_id', { simple: true });
  db.close();
  const older = new Database(path);
  older.pragma('journal_mode = wal');
  older.pragma(`application_id = ${String(application)}`);
  older.exec(journal?.sql ?? '');
  older
    .prepare('insert into schema_migrations values (0, ?, ?, ?, ?)')
    .run(
      '0000_baseline',
      createHash('sha256').update(baseline).digest('hex'),
      '2026-01-01T00:00:00.000Z',
      '0.0.1',
    );
  older.close();
}
