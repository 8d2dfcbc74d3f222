import type { ActionRunner, DefinitionOrigin } from '@clew/contracts';
import { boolean, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { jsonb, mintedId, momentOfInsert } from './columns.ts';

export const action = pgTable(
  'action',
  {
    id: mintedId(),
    ref: text().notNull(),
    label: text().notNull(),
    description: text(),
    enabled: boolean().notNull().default(true),
    origin: text().$type<DefinitionOrigin>().notNull().default('api'),
    runner: text().$type<ActionRunner>().notNull(),
    config: jsonb().notNull().default({}),
    param_schema: jsonb(),
    out_schema: jsonb(),
    timeout_seconds: integer().notNull().default(300),
    max_attempts: integer().notNull().default(1),
    created: momentOfInsert(),
    updated: momentOfInsert(),
    max_concurrency: integer(),
    rate_limit: integer(),
    rate_period_seconds: integer().notNull().default(60),
  },
  (table) => [
    primaryKey({ name: 'action_pkey', columns: [table.id] }),
    unique('action_ref_key').on(table.ref),
  ],
);
