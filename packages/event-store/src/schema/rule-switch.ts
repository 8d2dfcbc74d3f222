import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { momentOfInsert, rowId } from './columns.ts';

/** When each rule was switched on, off, or deleted, written by the triggers of `rule`. */
export const rule_switch = pgTable(
  'rule_switch',
  {
    rule: rowId().notNull(),
    rule_ref: text().notNull(),
    time: momentOfInsert(),
    state: text().$type<'enabled' | 'disabled' | 'deleted'>().notNull(),
  },
  (table) => [
    primaryKey({ name: 'rule_switch_pkey', columns: [table.rule, table.time] }),
    index('rule_switch_rule_ref_idx').on(table.rule_ref, table.time.desc()),
  ],
);
