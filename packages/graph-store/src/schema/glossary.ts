import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { isJson } from './checks.ts';
import { symbolReference } from './symbol-reference.ts';
import { timestamp } from './timestamp.ts';

/** What a word of the code means to the business. A term without a source was written by a person. */
export const glossary = sqliteTable(
  'glossary',
  {
    id: integer().primaryKey(),
    code_term: text().notNull(),
    business_meaning: text(),
    /** JSON array of strings. */
    synonyms: text().notNull().default('[]'),
    source_id: symbolReference(),
    created_at: timestamp(),
    updated_at: timestamp(),
  },
  (table) => [
    isJson('glossary_synonyms', 'synonyms'),
    index('idx_glossary_source').on(table.source_id),
  ],
);
