import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { isJson, oneOf } from './checks.ts';

/** One index run. Its counts and failures are JSON in the shapes of the contracts. */
export const revisions = sqliteTable(
  'revisions',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    scope: text({ enum: ['full', 'partial'] }).notNull(),
    commit_hash: text(),
    counts: text().notNull(),
    failures: text().notNull().default('[]'),
    started_at: text().notNull(),
    duration_ms: real().notNull(),
    /** The first and the last `seq` of its changes; null for runs of before they were noted. */
    first_change: integer(),
    last_change: integer(),
    finished_at: text(),
  },
  () => [
    oneOf('revisions_scope', 'scope', ['full', 'partial']),
    isJson('revisions_counts', 'counts'),
    isJson('revisions_failures', 'failures'),
  ],
);
