import {
  type DependencyStrength,
  type DependencyType,
  dependencyStrengthSchema,
  dependencyTypeSchema,
} from '@clew/contracts';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { oneOf, raw } from './checks.ts';
import { fileReference, symbolReference } from './symbol-reference.ts';
import { timestamp } from './timestamp.ts';

/**
 * A system outside the code that a symbol needs at run time. A row with a file was detected there
 * and goes when the file says so no more; one without was entered by hand.
 */
export const externalDependencies = sqliteTable(
  'external_dependencies',
  {
    id: integer().primaryKey(),
    caller_id: symbolReference().notNull(),
    dependency_type: text().$type<DependencyType>().notNull(),
    target: text(),
    strength: text().$type<DependencyStrength>().notNull().default('strong'),
    created_at: timestamp(),
    file_id: fileReference(),
    line: integer(),
    detector: text(),
  },
  (table) => [
    oneOf('external_dependencies_type', 'dependency_type', dependencyTypeSchema.options),
    oneOf('external_dependencies_strength', 'strength', dependencyStrengthSchema.options),
    check('external_dependencies_line', raw('line >= 1')),
    index('idx_external_dependencies_caller').on(table.caller_id),
    index('idx_external_dependencies_file').on(table.file_id),
    // `quote` makes nothing a value too, so that two rows without it are equal.
    uniqueIndex('idx_external_dependencies_detected')
      .on(table.file_id, table.caller_id, table.dependency_type, raw('quote(target)'))
      .where(raw('file_id is not null')),
  ],
);
