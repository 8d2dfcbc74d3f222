import { bigint, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { moment, momentOfInsert, rowId } from './columns.ts';

/** The events that are still to be evaluated; a row is written in its event's own transaction. */
export const event_inbox = pgTable(
  'event_inbox',
  {
    event_id: rowId().notNull(),
    created: moment().notNull(),
    trigger_ref: text().notNull(),
    attempts: integer().notNull().default(0),
    available_at: momentOfInsert(),
    last_error: text(),
    /** The one rule that is to look at it; 0 means every rule. */
    rule_id: bigint({ mode: 'number' }).notNull().default(0),
  },
  (table) => [
    primaryKey({ name: 'event_inbox_pkey', columns: [table.event_id, table.rule_id] }),
    index('event_inbox_queue_idx').on(table.available_at, table.event_id),
  ],
);
