import type { OutputStream } from '@clew/contracts';
import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { mintedId, momentOfInsert, rowId } from './columns.ts';

/** Hypertable on `time`, immutable: what runs have written so far. `execution` may dangle. */
export const execution_output = pgTable(
  'execution_output',
  {
    time: momentOfInsert(),
    id: mintedId(),
    execution: rowId().notNull(),
    action_ref: text().notNull(),
    fencing_token: integer().notNull(),
    stream: text().$type<OutputStream>().notNull(),
    position: integer().notNull(),
    text: text().notNull(),
  },
  (table) => [
    primaryKey({ name: 'execution_output_pkey', columns: [table.id, table.time] }),
    index('execution_output_time_idx').on(table.time.desc(), table.id.desc()),
    index('execution_output_execution_idx').on(table.execution, table.time.desc(), table.id.desc()),
  ],
);
