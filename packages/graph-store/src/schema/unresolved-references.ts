import { type UnresolvedReason, unresolvedReasonSchema } from '@clew/contracts';
import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { oneOf, raw } from './checks.ts';
import { fileReference, symbolReference } from './symbol-reference.ts';

/** A site whose target could not be named, and why. */
export const unresolvedReferences = sqliteTable(
  'unresolved_references',
  {
    id: integer().primaryKey(),
    from_id: symbolReference().notNull(),
    file_id: fileReference(),
    name: text().notNull(),
    line: integer().notNull().default(0),
    reason: text().$type<UnresolvedReason>().notNull(),
  },
  (table) => [
    oneOf('unresolved_references_reason', 'reason', unresolvedReasonSchema.options),
    check('unresolved_references_line', raw('line >= 0')),
    index('idx_unresolved_references_from').on(table.from_id),
    index('idx_unresolved_references_file').on(table.file_id),
    index('idx_unresolved_references_name').on(table.name),
    index('idx_unresolved_references_reason').on(table.reason),
  ],
);
