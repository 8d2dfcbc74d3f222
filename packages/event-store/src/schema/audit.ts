import type { AuditOutcome } from '@clew/contracts';
import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { mintedId, momentOfInsert, rowId } from './columns.ts';

/** Hypertable on `time`, immutable: who did what through the API, and how it ended. */
export const audit = pgTable(
  'audit',
  {
    time: momentOfInsert(),
    id: mintedId(),
    actor: text().notNull(),
    token: rowId(),
    operation: text().notNull(),
    outcome: text().$type<AuditOutcome>().notNull(),
    status: integer().notNull(),
    path: text().notNull(),
    request_id: text().notNull(),
    address: text(),
    detail: text(),
  },
  (table) => [
    primaryKey({ name: 'audit_pkey', columns: [table.id, table.time] }),
    index('audit_time_idx').on(table.time.desc(), table.id.desc()),
    index('audit_actor_idx').on(table.actor, table.time.desc(), table.id.desc()),
  ],
);
