import type { DefinitionOrigin } from '@clew/contracts';
import { boolean, foreignKey, index, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { jsonb, mintedId, momentOfInsert, rowId } from './columns.ts';
import { trigger } from './trigger.ts';

export const sensor = pgTable(
  'sensor',
  {
    id: mintedId(),
    ref: text().notNull(),
    label: text().notNull(),
    description: text(),
    enabled: boolean().notNull().default(true),
    origin: text().$type<DefinitionOrigin>().notNull().default('api'),
    trigger: rowId(),
    trigger_ref: text().notNull(),
    entrypoint: text().notNull(),
    config: jsonb().notNull().default({}),
    created: momentOfInsert(),
    updated: momentOfInsert(),
  },
  (table) => [
    primaryKey({ name: 'sensor_pkey', columns: [table.id] }),
    unique('sensor_ref_key').on(table.ref),
    foreignKey({
      name: 'sensor_trigger_fkey',
      columns: [table.trigger],
      foreignColumns: [trigger.id],
    }).onDelete('set null'),
    index('sensor_trigger_idx').on(table.trigger),
  ],
);
