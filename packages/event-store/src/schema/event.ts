import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { jsonb, mintedId, momentOfInsert, rowId } from './columns.ts';

/** Hypertable on `created`, immutable. No foreign key leads in or out. */
export const event = pgTable(
  'event',
  {
    id: mintedId(),
    trigger: rowId(),
    trigger_ref: text().notNull(),
    config: jsonb(),
    payload: jsonb(),
    source: rowId(),
    source_ref: text(),
    rule: rowId(),
    rule_ref: text(),
    created: momentOfInsert(),
    root_event: rowId(),
    depth: integer().notNull().default(0),
    budget: integer().notNull().default(1000),
    problems: jsonb(),
  },
  (table) => [
    primaryKey({ name: 'event_pkey', columns: [table.id, table.created] }),
    index('event_created_idx').on(table.created.desc(), table.id.desc()),
    index('event_trigger_ref_idx').on(table.trigger_ref, table.created.desc(), table.id.desc()),
    index('event_root_event_idx')
      .on(table.root_event, table.created)
      .where(sql`root_event is not null`),
  ],
);

export type EventRow = typeof event.$inferSelect;
