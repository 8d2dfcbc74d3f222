import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { isJson, raw } from './checks.ts';
import { aboutMembers } from './members-hash.ts';
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
    /** Hash of the source when the term was written; null when nobody knows which it was. */
    source_hash: text(),
    is_stale: integer({ mode: 'boolean' }).notNull().default(sql`0`),
    created_at: timestamp(),
    updated_at: timestamp(),
  },
  (table) => [
    isJson('glossary_synonyms', 'synonyms'),
    check('glossary_is_stale', raw('is_stale in (0, 1)')),
    index('idx_glossary_source').on(table.source_id),
    index('idx_glossary_members').on(table.source_hash).where(raw(aboutMembers)),
  ],
);
