import {
  type SymbolKind,
  type SymbolOrigin,
  symbolKindSchema,
  symbolOriginSchema,
} from '@clew/contracts';
import {
  foreignKey,
  index,
  integer,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { isJson, oneOf, raw } from './checks.ts';
import { files } from './files.ts';
import { timestamp } from './timestamp.ts';

/** Whatever has a fully qualified name, packages and files included, and stubs of library symbols. */
export const symbols = sqliteTable(
  'symbols',
  {
    id: integer().primaryKey(),
    fqn: text().notNull(),
    kind: text().$type<SymbolKind>().notNull(),
    name: text().notNull(),
    origin: text().$type<SymbolOrigin>().notNull().default('project'),
    /** The library that an external symbol belongs to. */
    package: text(),
    file_id: integer().references(() => files.id, { onUpdate: 'cascade', onDelete: 'cascade' }),
    parent_id: integer(),
    start_line: integer(),
    end_line: integer(),
    signature: text(),
    /** JSON array of strings, as are the annotations. */
    modifiers: text().notNull().default('[]'),
    annotations: text().notNull().default('[]'),
    shape_hash: text(),
    body_hash: text(),
    created_at: timestamp(),
    updated_at: timestamp(),
    /** Set when the symbol vanished from its file; its row waits for its return or for the purge. */
    deleted_at: text(),
  },
  (table) => [
    foreignKey({ columns: [table.parent_id], foreignColumns: [table.id] })
      .onUpdate('cascade')
      .onDelete('cascade'),
    oneOf('symbols_kind', 'kind', symbolKindSchema.options),
    oneOf('symbols_origin', 'origin', symbolOriginSchema.options),
    isJson('symbols_modifiers', 'modifiers'),
    isJson('symbols_annotations', 'annotations'),
    uniqueIndex('idx_symbols_fqn').on(table.fqn),
    index('idx_symbols_name').on(raw('name collate nocase')),
    index('idx_symbols_file').on(table.file_id),
    index('idx_symbols_parent').on(table.parent_id),
    index('idx_symbols_active').on(table.fqn).where(raw('deleted_at is null')),
    index('idx_symbols_place')
      .on(
        raw(
          `((origin <> 'project') << 50) | (case when length(name) < 1023 then length(name) else 1023 end << 40) | id`,
        ),
        table.kind,
        table.name,
      )
      .where(raw('deleted_at is null')),
    index('idx_symbols_deleted').on(table.deleted_at).where(raw('deleted_at is not null')),
  ],
);
