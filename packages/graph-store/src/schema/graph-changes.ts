import { check, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { isJson, oneOf, raw } from './checks.ts';
import { timestamp } from './timestamp.ts';

const entities = [
  'revision',
  'file',
  'symbol',
  'edge',
  'unresolved_reference',
  'entry_point',
  'external_dependency',
  'anti_pattern',
  'summary',
  'glossary',
  'constraint',
] as const;

const operations = ['insert', 'update', 'delete'] as const;

/** The outbox: each change of a row, as JSON before and after, in the order of `seq`. */
export const graphChanges = sqliteTable(
  'graph_changes',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    revision_id: integer(),
    entity: text({ enum: entities }).notNull(),
    entity_id: integer().notNull(),
    op: text({ enum: operations }).notNull(),
    old: text(),
    new: text(),
    created_at: timestamp(),
  },
  (table) => [
    oneOf('graph_changes_entity', 'entity', entities),
    oneOf('graph_changes_op', 'op', operations),
    isJson('graph_changes_old', 'old'),
    isJson('graph_changes_new', 'new'),
    check(
      'graph_changes_sides',
      raw("(op = 'insert') = (old is null) and (op = 'delete') = (new is null)"),
    ),
    index('idx_graph_changes_deleted_symbol')
      .on(table.entity_id, table.seq)
      .where(raw("entity = 'symbol' and op = 'delete'")),
  ],
);
