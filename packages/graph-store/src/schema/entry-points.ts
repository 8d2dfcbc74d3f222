import { type EntryType, entryTypeSchema } from '@clew/contracts';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { oneOf } from './checks.ts';
import { symbolReference } from './symbol-reference.ts';
import { timestamp } from './timestamp.ts';

/** Where the world enters the code; one symbol may have several, e.g. one per route. */
export const entryPoints = sqliteTable(
  'entry_points',
  {
    id: integer().primaryKey(),
    symbol_id: symbolReference().notNull(),
    entry_type: text().$type<EntryType>().notNull(),
    http_method: text(),
    http_path: text(),
    cron_expression: text(),
    mq_queue: text(),
    created_at: timestamp(),
  },
  (table) => [
    oneOf('entry_points_type', 'entry_type', entryTypeSchema.options),
    index('idx_entry_points_symbol').on(table.symbol_id),
  ],
);
