import { type ConstraintType, constraintTypeSchema } from '@clew/contracts';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { oneOf } from './checks.ts';
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
    created_at: timestamp(),
    updated_at: timestamp(),
  },
  (table) => [
    oneOf('constraints_type', 'constraint_type', constraintTypeSchema.options),
    index('idx_constraints_source').on(table.source_id),
  ],
);
