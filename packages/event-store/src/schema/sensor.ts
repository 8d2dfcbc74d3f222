import type { DefinitionOrigin, SensorEntrypoint, SensorState } from '@clew/contracts';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import { jsonb, mintedId, moment, momentOfInsert, rowId } from './columns.ts';
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
    entrypoint: text().$type<SensorEntrypoint>().notNull(),
    config: jsonb().notNull().default({}),
    created: momentOfInsert(),
    updated: momentOfInsert(),
    state: text().$type<SensorState>().notNull().default('idle'),
    key: text(),
    next_fire_at: moment(),
    last_event: rowId(),
    last_event_at: moment(),
    event_count: bigint({ mode: 'number' }).notNull().default(0),
    error_count: bigint({ mode: 'number' }).notNull().default(0),
    last_error: text(),
    last_error_at: moment(),
    position: jsonb(),
  },
  (table) => [
    primaryKey({ name: 'sensor_pkey', columns: [table.id] }),
    unique('sensor_ref_key').on(table.ref),
    unique('sensor_key_key').on(table.key),
    foreignKey({
      name: 'sensor_trigger_fkey',
      columns: [table.trigger],
      foreignColumns: [trigger.id],
    }).onDelete('set null'),
    index('sensor_trigger_idx').on(table.trigger),
    index('sensor_due_idx').on(table.next_fire_at).where(sql`next_fire_at is not null and enabled`),
  ],
);
