import { type ConstraintType, constraintTypeSchema } from '@clew/contracts';
import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { oneOf, raw } from './checks.ts';
import { aboutMembers } from './members-hash.ts';
import { symbolReference } from './symbol-reference.ts';
import { timestamp } from './timestamp.ts';

/** A rule of the business that the code upholds, and where. */
export const constraints = sqliteTable(
  'constraints',
  {
    id: integer().primaryKey(),
    name: text().notNull(),
    description: text(),
    constraint_type: text().$type<ConstraintType>().notNull().default('other'),
    source_id: symbolReference(),
    source_line: integer(),
    /** Hash of the source when the constraint was written; null when nobody knows which it was. */
    source_hash: text(),
    is_stale: integer({ mode: 'boolean' }).notNull().default(sql`0`),
    created_at: timestamp(),
    updated_at: timestamp(),
  },
  (table) => [
    oneOf('constraints_type', 'constraint_type', constraintTypeSchema.options),
    check('constraints_is_stale', raw('is_stale in (0, 1)')),
    index('idx_constraints_source').on(table.source_id),
    index('idx_constraints_members').on(table.source_hash).where(raw(aboutMembers)),
  ],
);
