import type { HistoryOperation } from '@clew/contracts';
import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { jsonb, moment, rowId } from './columns.ts';

/** Hypertable on `time`: what changed in the graphs, by the `seq` of each codebase's outbox. */
export const graph_history = pgTable(
  'graph_history',
  {
    time: moment().notNull(),
    codebase: text().notNull(),
    seq: rowId().notNull(),
    revision: rowId().notNull(),
    op: text().$type<HistoryOperation>().notNull(),
    entity: text().notNull(),
    entity_ref: text().notNull(),
    old_values: jsonb(),
    new_values: jsonb(),
  },
  (table) => [
    primaryKey({ name: 'graph_history_pkey', columns: [table.codebase, table.seq, table.time] }),
    index('graph_history_time_idx').on(table.time.desc(), table.codebase, table.seq.desc()),
    index('graph_history_entity_ref_idx').on(
      table.codebase,
      table.entity_ref,
      table.time.desc(),
      table.seq.desc(),
    ),
  ],
);
