import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { jsonb, momentOfInsert, rowId } from './columns.ts';

/** What each rule said at each version, written by the triggers of `rule`; outlives the rule. */
export const rule_version = pgTable(
  'rule_version',
  {
    rule: rowId().notNull(),
    version: integer().notNull(),
    rule_ref: text().notNull(),
    trigger_ref: text().notNull(),
    trigger_params: jsonb().notNull(),
    condition_expression: text(),
    action_ref: text().notNull(),
    action_params: jsonb().notNull(),
    created: momentOfInsert(),
  },
  (table) => [
    primaryKey({ name: 'rule_version_pkey', columns: [table.rule, table.version] }),
    index('rule_version_rule_ref_idx').on(table.rule_ref, table.version),
  ],
);
