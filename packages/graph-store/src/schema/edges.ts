import type { Relation, Resolution } from '@clew/contracts';
import { sql } from 'drizzle-orm';
import {
  check,
  customType,
  index,
  integer,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { isJson, raw } from './checks.ts';
import { relationCode, relationName, resolutionCode, resolutionName } from './edge-code.ts';
import { fileReference, symbolReference } from './symbol-reference.ts';

const relation = customType<{ data: Relation; driverData: number }>({
  dataType: () => 'integer',
  toDriver: relationCode,
  fromDriver: relationName,
});

const resolution = customType<{ data: Resolution; driverData: number }>({
  dataType: () => 'integer',
  toDriver: resolutionCode,
  fromDriver: resolutionName,
});

/**
 * An edge, owned by the file in which its site stands. Relation and resolution are numbers in the
 * database and names here; `edges_by_fqn` shows the names in SQL as well.
 */
export const edges = sqliteTable(
  'edges',
  {
    id: integer().primaryKey(),
    from_id: symbolReference().notNull(),
    to_id: symbolReference().notNull(),
    relation: relation().notNull(),
    line: integer().notNull().default(0),
    file_id: fileReference(),
    resolution: resolution().notNull().default(sql`1`),
    metadata: text(),
    /** Seconds since 1970: an ISO text would be a fifth of the row. */
    created_at: integer().notNull().default(sql`(unixepoch())`),
  },
  (table) => [
    check('edges_relation', raw('relation between 1 and 9')),
    check('edges_resolution', raw('resolution between 1 and 4')),
    check('edges_line', raw('line >= 0')),
    isJson('edges_metadata', 'metadata'),
    uniqueIndex('idx_edges_from').on(table.from_id, table.relation, table.to_id, table.line),
    index('idx_edges_to').on(table.to_id, table.relation, table.from_id),
    index('idx_edges_file').on(table.file_id),
  ],
);
