import { sql } from 'drizzle-orm';
import { date, doublePrecision, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { momentOfInsert } from './columns.ts';

/** Hypertable on `time`: what the engine evaluated, by batch and by day of the events. */
export const evaluation = pgTable(
  'evaluation',
  {
    time: momentOfInsert(),
    engine: text().notNull(),
    event_day: date({ mode: 'string' }).notNull(),
    events: integer().notNull(),
    replayed: integer().notNull(),
    conditions: integer().notNull(),
    matches: integer().notNull(),
    errors: integer().notNull(),
    duration_ms: doublePrecision().notNull(),
  },
  (table) => [index('evaluation_day_idx').on(table.event_day, sql`${table.time} desc`)],
);
