import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { timestamp } from './timestamp.ts';

/**
 * Names that symbols had before they were renamed, so that who asks for one is told the present one.
 * Written and removed by triggers on `symbols`; without a foreign key, for it is no knowledge that a
 * deletion would have to count.
 */
export const formerNames = sqliteTable(
  'former_names',
  {
    fqn: text().notNull(),
    symbol_id: integer().notNull(),
    renamed_at: timestamp(),
  },
  (table) => [
    primaryKey({ columns: [table.fqn, table.symbol_id] }),
    index('idx_former_names_symbol').on(table.symbol_id),
  ],
);
