import { check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { raw } from './checks.ts';
import { timestamp } from './timestamp.ts';

/** The codebase that this graph is of: one row. */
export const codebase = sqliteTable(
  'codebase',
  {
    id: integer().primaryKey(),
    name: text().notNull(),
    /** Absolute path of the sources. */
    root: text().notNull(),
    created_at: timestamp(),
  },
  () => [check('codebase_single_row', raw('id = 1'))],
);
