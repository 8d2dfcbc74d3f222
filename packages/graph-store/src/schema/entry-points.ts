import {
  type DetectionResolution,
  detectionResolutionSchema,
  type EntryType,
  entryTypeSchema,
} from '@clew/contracts';
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { oneOf, raw } from './checks.ts';
import { fileReference, symbolReference } from './symbol-reference.ts';
import { timestamp } from './timestamp.ts';

/**
 * Where the world enters the code; one symbol may have several, e.g. one per route. A row with a
 * file was detected there and goes when the file says so no more; one without was entered by hand.
 */
export const entryPoints = sqliteTable(
  'entry_points',
  {
    id: integer().primaryKey(),
    symbol_id: symbolReference().notNull(),
    entry_type: text().$type<EntryType>().notNull(),
    http_method: text(),
    http_path: text(),
    cron_expression: text(),
    mq_queue: text(),
    created_at: timestamp(),
    file_id: fileReference(),
    line: integer(),
    detector: text(),
    /** Of a command, an event or a tool: how the world calls it. */
    name: text(),
    resolution: text().$type<DetectionResolution>().notNull().default('exact'),
  },
  (table) => [
    oneOf('entry_points_type', 'entry_type', entryTypeSchema.options),
    oneOf('entry_points_resolution', 'resolution', detectionResolutionSchema.options),
    check('entry_points_line', raw('line >= 1')),
    index('idx_entry_points_symbol').on(table.symbol_id),
    index('idx_entry_points_file').on(table.file_id),
    // `quote` makes nothing a value too, so that two rows without it are equal.
    uniqueIndex('idx_entry_points_detected')
      .on(
        table.file_id,
        table.symbol_id,
        table.entry_type,
        raw('quote(http_method)'),
        raw('quote(http_path)'),
        raw('quote(cron_expression)'),
        raw('quote(mq_queue)'),
        raw('quote(name)'),
      )
      .where(raw('file_id is not null')),
  ],
);
