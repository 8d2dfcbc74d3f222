import { index, integer, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import { momentOfInsert, rowId } from './columns.ts';

/** How many executions each chain of reactions has caused so far. */
export const event_chain = pgTable(
  'event_chain',
  {
    root_event: rowId().notNull(),
    executions: integer().notNull(),
    updated: momentOfInsert(),
  },
  (table) => [
    primaryKey({ name: 'event_chain_pkey', columns: [table.root_event] }),
    index('event_chain_updated_idx').on(table.updated),
  ],
);
