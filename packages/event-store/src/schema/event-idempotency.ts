import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { moment, rowId } from './columns.ts';

/** Which event an idempotency key led to. */
export const event_idempotency = pgTable(
  'event_idempotency',
  {
    trigger_ref: text().notNull(),
    idempotency_key: text().notNull(),
    event_id: rowId().notNull(),
    created: moment().notNull(),
  },
  (table) => [
    primaryKey({
      name: 'event_idempotency_pkey',
      columns: [table.trigger_ref, table.idempotency_key],
    }),
    index('event_idempotency_created_idx').on(table.created),
  ],
);
