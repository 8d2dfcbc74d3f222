import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { raw } from './checks.ts';
import { timestamp } from './timestamp.ts';

/** A source file. `content_hash` is null until Clew itself has indexed it. */
export const files = sqliteTable(
  'files',
  {
    id: integer().primaryKey(),
    path: text().notNull(),
    content_hash: text(),
    language: text().notNull().default('unknown'),
    created_at: timestamp(),
    updated_at: timestamp(),
    /** Set when the file vanished; its row waits as long as its symbols do. */
    deleted_at: text(),
  },
  (table) => [
    uniqueIndex('idx_files_path').on(table.path),
    index('idx_files_deleted').on(table.deleted_at).where(raw('deleted_at is not null')),
  ],
);
