import { sql } from 'drizzle-orm';
import { check, integer, sqliteTable } from 'drizzle-orm/sqlite-core';
import { raw } from './checks.ts';

/** Whether the triggers write to `graph_changes`, and for which revision: one row. */
export const changeRecording = sqliteTable(
  'change_recording',
  {
    id: integer().primaryKey(),
    enabled: integer({ mode: 'boolean' }).notNull().default(sql`0`),
    revision_id: integer(),
    /** Changes up to this `seq` were recorded before every table was. */
    complete_since: integer().notNull().default(0),
  },
  () => [
    check('change_recording_single_row', raw('id = 1')),
    check('change_recording_enabled', raw('enabled in (0, 1)')),
  ],
);
