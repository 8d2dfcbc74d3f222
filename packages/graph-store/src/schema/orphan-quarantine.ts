import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { isJson, oneOf } from './checks.ts';
import { timestamp } from './timestamp.ts';

const reasons = ['missing_reference', 'duplicate', 'reference_cleared', 'value_replaced'] as const;

/** Rows that a migration could not take along, or not unchanged, as JSON. */
export const orphanQuarantine = sqliteTable(
  'orphan_quarantine',
  {
    id: integer().primaryKey(),
    table_name: text().notNull(),
    /** The foreign key by its name in the orphan report, or what else was wrong. */
    type: text().notNull(),
    row_id: integer().notNull(),
    row: text().notNull(),
    reason: text({ enum: reasons }).notNull(),
    quarantined_at: timestamp(),
  },
  (table) => [
    isJson('orphan_quarantine_row', 'row'),
    oneOf('orphan_quarantine_reason', 'reason', reasons),
    index('idx_orphan_quarantine_type').on(table.type),
  ],
);
