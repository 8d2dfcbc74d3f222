import type { EnforcementCondition, EnforcementStatus } from '@clew/contracts';
import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { jsonb, mintedId, moment, momentOfInsert, rowId } from './columns.ts';

/** Hypertable on `created`; one transition, which sets `resolved_at`. `event` may dangle. */
export const enforcement = pgTable(
  'enforcement',
  {
    id: mintedId(),
    rule: rowId(),
    rule_ref: text().notNull(),
    trigger_ref: text().notNull(),
    config: jsonb(),
    event: rowId(),
    status: text().$type<EnforcementStatus>().notNull().default('created'),
    payload: jsonb().notNull().default({}),
    condition: text().$type<EnforcementCondition>().notNull().default('all'),
    conditions: jsonb().notNull().default([]),
    created: momentOfInsert(),
    resolved_at: moment(),
    rule_version: integer(),
    error: text(),
  },
  (table) => [
    primaryKey({ name: 'enforcement_pkey', columns: [table.id, table.created] }),
    index('enforcement_created_idx').on(table.created.desc(), table.id.desc()),
    index('enforcement_rule_ref_idx').on(table.rule_ref, table.created.desc(), table.id.desc()),
    index('enforcement_trigger_ref_idx').on(
      table.trigger_ref,
      table.created.desc(),
      table.id.desc(),
    ),
    index('enforcement_event_idx').on(table.event, table.created).where(sql`event is not null`),
    index('enforcement_pending_idx')
      .on(table.created.desc(), table.id.desc())
      .where(sql`status = 'created'`),
    index('enforcement_resolved_idx')
      .on(table.resolved_at, table.id)
      .where(sql`resolved_at is not null`),
  ],
);

export type EnforcementRow = typeof enforcement.$inferSelect;
