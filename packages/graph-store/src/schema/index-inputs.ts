import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { oneOf } from './checks.ts';

/** What the facts of the last index run were derived from. Not part of the graph and its history. */
export const indexInputs = sqliteTable(
  'index_inputs',
  {
    path: text().primaryKey().notNull(),
    kind: text({ enum: ['source', 'failed', 'module', 'environment'] }).notNull(),
    content_hash: text().notNull(),
    derivation_hash: text(),
  },
  () => [oneOf('index_inputs_kind', 'kind', ['source', 'failed', 'module', 'environment'])],
);
