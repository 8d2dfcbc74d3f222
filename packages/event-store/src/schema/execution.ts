import type { ExecutionStatus } from '@clew/contracts';
import { sql } from 'drizzle-orm';
import {
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { action } from './action.ts';
import { jsonb, mintedId, moment, momentOfInsert, rowId } from './columns.ts';
import { worker } from './worker.ts';

/** The runs of actions, and their queue. `enforcement` points into a hypertable and may dangle. */
export const execution = pgTable(
  'execution',
  {
    id: mintedId(),
    action: rowId(),
    action_ref: text().notNull(),
    config: jsonb().notNull().default({}),
    parent: rowId(),
    enforcement: rowId(),
    status: text().$type<ExecutionStatus>().notNull().default('requested'),
    priority: integer().notNull().default(0),
    attempt: integer().notNull().default(0),
    max_attempts: integer().notNull().default(1),
    timeout_seconds: integer().notNull().default(300),
    available_at: momentOfInsert(),
    worker: rowId(),
    lease_expires_at: moment(),
    heartbeat_at: moment(),
    cancel_requested_at: moment(),
    started_at: moment(),
    finished_at: moment(),
    progress: jsonb(),
    result: jsonb(),
    error: text(),
    created: momentOfInsert(),
    updated: momentOfInsert(),
    event: rowId(),
    root_event: rowId(),
    depth: integer().notNull().default(0),
    budget: integer().notNull().default(1000),
    requested_by: text(),
    fencing_token: integer().notNull().default(0),
    /** Of its enforcement, which may be gone. */
    rule_ref: text(),
  },
  (table) => [
    primaryKey({ name: 'execution_pkey', columns: [table.id] }),
    foreignKey({
      name: 'execution_action_fkey',
      columns: [table.action],
      foreignColumns: [action.id],
    }).onDelete('set null'),
    foreignKey({
      name: 'execution_parent_fkey',
      columns: [table.parent],
      foreignColumns: [table.id],
    }).onDelete('set null'),
    foreignKey({
      name: 'execution_worker_fkey',
      columns: [table.worker],
      foreignColumns: [worker.id],
    }).onDelete('set null'),
    index('execution_queue_idx')
      .on(table.priority.desc(), table.available_at, table.id)
      .where(sql`status in ('requested', 'scheduled')`),
    index('execution_lease_idx')
      .on(table.lease_expires_at)
      .where(sql`status in ('running', 'canceling')`),
    index('execution_finished_idx').on(table.finished_at).where(sql`finished_at is not null`),
    index('execution_created_idx').on(table.created.desc(), table.id.desc()),
    index('execution_action_ref_idx').on(table.action_ref, table.created.desc(), table.id.desc()),
    index('execution_status_idx').on(table.status, table.created.desc(), table.id.desc()),
    index('execution_rule_ref_idx')
      .on(table.rule_ref, table.created.desc(), table.id.desc())
      .where(sql`rule_ref is not null`),
    index('execution_action_idx').on(table.action),
    index('execution_parent_idx').on(table.parent).where(sql`parent is not null`),
    index('execution_worker_idx').on(table.worker).where(sql`worker is not null`),
    index('execution_event_idx').on(table.event).where(sql`event is not null`),
    index('execution_started_idx')
      .on(table.action_ref, table.started_at)
      .where(sql`started_at is not null`),
    index('execution_running_idx')
      .on(table.action_ref)
      .where(sql`status in ('running', 'canceling')`),
    uniqueIndex('execution_enforcement_key')
      .on(table.enforcement)
      .where(sql`enforcement is not null and parent is null`),
  ],
);

export type ExecutionRow = typeof execution.$inferSelect;
