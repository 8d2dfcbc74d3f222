import { sql } from 'drizzle-orm';
import { boolean, index, pgTable, primaryKey, uniqueIndex } from 'drizzle-orm/pg-core';
import { moment, rowId } from './columns.ts';

/** A rule fires at most once for an event; `pending` until its enforcement is resolved. */
export const enforcement_key = pgTable(
  'enforcement_key',
  {
    rule_id: rowId().notNull(),
    event_id: rowId().notNull(),
    enforcement_id: rowId().notNull(),
    created: moment().notNull(),
    pending: boolean().notNull().default(true),
  },
  (table) => [
    primaryKey({ name: 'enforcement_key_pkey', columns: [table.rule_id, table.event_id] }),
    index('enforcement_key_pending_idx')
      .on(table.created, table.enforcement_id)
      .where(sql`pending`),
    index('enforcement_key_resolved_idx').on(table.created).where(sql`not pending`),
    uniqueIndex('enforcement_key_enforcement_idx').on(table.enforcement_id),
  ],
);
