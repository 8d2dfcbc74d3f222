import Database from 'better-sqlite3';
import { recordMigration, startJournal } from '../src/migrate/migration-journal.ts';
import { listMigrations } from '../src/migrate/migration-list.ts';

/** Makes the graph that an older version of the code left: migrated up to `last`, e.g. `0003`. */
export function graphAt(path: string, last: string, fill?: (db: Database.Database) => void): void {
  const db = new Database(path);
  db.pragma('foreign_keys = off');
  db.pragma('journal_mode = wal');
  startJournal(db);
  for (const migration of listMigrations()) {
    if (migration.name.slice(0, 4) > last) break;
    db.exec(migration.sql);
    recordMigration(db, migration, '2026-01-01T00:00:00.000Z', '0.0.9');
  }
  fill?.(db);
  db.close();
}
