import type { DefinitionOrigin } from '@clew/contracts';
import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import { action } from './action.ts';
import { jsonb, mintedId, moment, momentOfInsert, rowId } from './columns.ts';
import { trigger } from './trigger.ts';

/** The current version of each rule. */
export const rule = pgTable(
  'rule',
  {
    id: mintedId(),
    ref: text().notNull(),
    version: integer().notNull().default(1),
    label: text().notNull(),
    description: text(),
    enabled: boolean().notNull().default(true),
    origin: text().$type<DefinitionOrigin>().notNull().default('api'),
    codebase: text(),
    trigger: rowId(),
    trigger_ref: text().notNull(),
    trigger_params: jsonb().notNull().default({}),
    condition_expression: text(),
    action: rowId(),
    action_ref: text().notNull(),
    action_params: jsonb().notNull().default({}),
    created: momentOfInsert(),
    updated: momentOfInsert(),
    source_path: text(),
    apply_from: moment(),
  },
  (table) => [
    primaryKey({ name: 'rule_pkey', columns: [table.id] }),
    unique('rule_ref_key').on(table.ref),
    foreignKey({
      name: 'rule_trigger_fkey',
      columns: [table.trigger],
      foreignColumns: [trigger.id],
    }).onDelete('set null'),
    foreignKey({
      name: 'rule_action_fkey',
      columns: [table.action],
      foreignColumns: [action.id],
    }).onDelete('set null'),
    index('rule_trigger_idx').on(table.trigger),
    index('rule_trigger_ref_idx').on(table.trigger_ref).where(sql`enabled`),
    index('rule_action_idx').on(table.action),
    index('rule_codebase_idx').on(table.codebase).where(sql`codebase is not null`),
  ],
);
