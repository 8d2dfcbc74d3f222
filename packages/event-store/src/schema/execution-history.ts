import type { HistoryOperation } from '@clew/contracts';
import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { jsonb, mintedId, momentOfInsert, rowId } from './columns.ts';

/** Hypertable on `time`, written by the triggers of `execution`. */
export const execution_history = pgTable(
  'execution_history',
  {
    id: mintedId(),
    time: momentOfInsert(),
    operation: text().$type<HistoryOperation>().notNull(),
    entity_id: rowId().notNull(),
    entity_ref: text().notNull(),
    changed_fields: text().array().notNull(),
    old_values: jsonb(),
    new_values: jsonb(),
  },
  (table) => [
    primaryKey({ name: 'execution_history_pkey', columns: [table.id, table.time] }),
    index('execution_history_time_idx').on(table.time.desc(), table.id.desc()),
    index('execution_history_entity_id_idx').on(
      table.entity_id,
      table.time.desc(),
      table.id.desc(),
    ),
    index('execution_history_entity_ref_idx').on(
      table.entity_ref,
      table.time.desc(),
      table.id.desc(),
    ),
  ],
);
