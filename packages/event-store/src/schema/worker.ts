import type { WorkerRole, WorkerStatus, WorkerType } from '@clew/contracts';
import { boolean, index, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { jsonb, mintedId, moment, momentOfInsert } from './columns.ts';

export const worker = pgTable(
  'worker',
  {
    id: mintedId(),
    name: text().notNull(),
    worker_type: text().$type<WorkerType>().notNull().default('local'),
    worker_role: text().$type<WorkerRole>().notNull().default('action'),
    status: text().$type<WorkerStatus>().notNull().default('active'),
    host: text(),
    port: integer(),
    capabilities: jsonb().notNull().default({}),
    meta: jsonb().notNull().default({}),
    cordoned: boolean().notNull().default(false),
    cordon_reason: text(),
    last_heartbeat: moment(),
    created: momentOfInsert(),
    updated: momentOfInsert(),
  },
  (table) => [
    primaryKey({ name: 'worker_pkey', columns: [table.id] }),
    unique('worker_name_key').on(table.name),
    index('worker_created_idx').on(table.created.desc(), table.id.desc()),
  ],
);

export type WorkerRow = typeof worker.$inferSelect;
