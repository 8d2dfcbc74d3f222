import {
  type DependencyStrength,
  type DependencyType,
  dependencyStrengthSchema,
  dependencyTypeSchema,
} from '@clew/contracts';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { oneOf } from './checks.ts';
import { symbolReference } from './symbol-reference.ts';
import { timestamp } from './timestamp.ts';

/** A system outside the code that a symbol needs at run time. */
export const externalDependencies = sqliteTable(
  'external_dependencies',
  {
    id: integer().primaryKey(),
    caller_id: symbolReference().notNull(),
    dependency_type: text().$type<DependencyType>().notNull(),
    target: text(),
    strength: text().$type<DependencyStrength>().notNull().default('strong'),
    created_at: timestamp(),
  },
  (table) => [
    oneOf('external_dependencies_type', 'dependency_type', dependencyTypeSchema.options),
    oneOf('external_dependencies_strength', 'strength', dependencyStrengthSchema.options),
    index('idx_external_dependencies_caller').on(table.caller_id),
  ],
);
