import type { DefinitionOrigin, PayloadPolicy } from '@clew/contracts';
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
    created: momentOfInsert(),
    updated: momentOfInsert(),
    payload_policy: text().$type<PayloadPolicy>().notNull().default('record'),
  },
  (table) => [
    primaryKey({ name: 'trigger_pkey', columns: [table.id] }),
    unique('trigger_ref_key').on(table.ref),
  ],
);
