import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { isJson } from './checks.ts';
import { timestamp } from './timestamp.ts';

/** How the codebase is meant to be built, as its files said in each index run that found it changed. */
export const architecture = sqliteTable(
  'architecture',
  {
    /** The number of the change from which on it is in force. */
    since: integer().primaryKey(),
    /** An `Architecture` of the contracts, as JSON; null when the files name none. */
    config: text(),
    recorded_at: timestamp(),
  },
  () => [isJson('architecture_config', 'config')],
);
