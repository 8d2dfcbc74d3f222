import { type SummaryLevel, summaryLevelSchema } from '@clew/contracts';
import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { oneOf, raw } from './checks.ts';
import { aboutMembers } from './members-hash.ts';
import { symbolReference } from './symbol-reference.ts';
import { timestamp } from './timestamp.ts';

/** What a symbol does, in prose. `source_hash` tells from which source it was written. */
export const summaries = sqliteTable(
  'summaries',
  {
    id: integer().primaryKey(),
    target_id: symbolReference().notNull(),
    level: text().$type<SummaryLevel>().notNull().default('symbol'),
    summary: text().notNull(),
    is_stale: integer({ mode: 'boolean' }).notNull().default(sql`0`),
    source_hash: text(),
    created_at: timestamp(),
    updated_at: timestamp(),
  },
  (table) => [
    oneOf('summaries_level', 'level', summaryLevelSchema.options),
    check('summaries_is_stale', raw('is_stale in (0, 1)')),
    index('idx_summaries_target').on(table.target_id),
    index('idx_summaries_members').on(table.source_hash).where(raw(aboutMembers)),
  ],
);
