import { type Severity, severitySchema } from '@clew/contracts';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { isJson, oneOf } from './checks.ts';
import { symbolReference } from './symbol-reference.ts';
import { timestamp } from './timestamp.ts';

/** A place where the code breaks an architecture rule; `to_id` is null when one symbol does alone. */
export const antiPatterns = sqliteTable(
  'anti_patterns',
  {
    id: integer().primaryKey(),
    rule: text().notNull(),
    from_id: symbolReference().notNull(),
    to_id: symbolReference(),
    severity: text().$type<Severity>().notNull().default('warning'),
    message: text(),
    /** Sites, cycle and status of the violation, as JSON. */
    details: text(),
    detected_at: timestamp(),
  },
  (table) => [
    oneOf('anti_patterns_severity', 'severity', severitySchema.options),
    isJson('anti_patterns_details', 'details'),
    index('idx_anti_patterns_from').on(table.from_id),
    index('idx_anti_patterns_to').on(table.to_id),
  ],
);
