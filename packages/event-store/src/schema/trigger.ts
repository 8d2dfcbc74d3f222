import type { DefinitionOrigin } from '@clew/contracts';
import { boolean, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { jsonb, mintedId, momentOfInsert } from './columns.ts';

export const trigger = pgTable(
  'trigger',
  {
    id: mintedId(),
    ref: text().notNull(),
    label: text().notNull(),
    description: text(),
    enabled: boolean().notNull().default(true),
    origin: text().$type<DefinitionOrigin>().notNull().default('api'),
    param_schema: jsonb(),
    out_schema: jsonb(),
    webhook_enabled: boolean().notNull().default(false),
    webhook_key: text(),
    webhook_config: jsonb().notNull().default({}),
    created: momentOfInsert(),
    updated: momentOfInsert(),
  },
  (table) => [
    primaryKey({ name: 'trigger_pkey', columns: [table.id] }),
    unique('trigger_ref_key').on(table.ref),
    unique('trigger_webhook_key_key').on(table.webhook_key),
  ],
);
