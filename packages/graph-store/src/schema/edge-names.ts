import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** The names of the numbers in `edges.relation`, for those who read the database with SQL. */
export const relations = sqliteTable(
  'relations',
  { id: integer().primaryKey(), name: text().notNull() },
  (table) => [uniqueIndex('idx_relations_name').on(table.name)],
);

/** The names of the numbers in `edges.resolution`. */
export const resolutions = sqliteTable(
  'resolutions',
  { id: integer().primaryKey(), name: text().notNull() },
  (table) => [uniqueIndex('idx_resolutions_name').on(table.name)],
);
