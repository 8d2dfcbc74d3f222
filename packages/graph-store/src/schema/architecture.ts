import { check, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { isJson, raw } from './checks.ts';
import { timestamp } from './timestamp.ts';

/** How the codebase is meant to be built, as its files said in the last index run: one row, or none. */
export const architecture = sqliteTable(
  'architecture',
  {
    id: integer().primaryKey(),
    /** An `Architecture` of the contracts, as JSON. */
    config: text().notNull(),
    recorded_at: timestamp(),
  },
  () => [check('architecture_single_row', raw('id = 1')), isJson('architecture_config', 'config')],
);
