import type { JsonValue } from '@clew/contracts';
import { sql } from 'drizzle-orm';
import { bigint, customType, timestamp } from 'drizzle-orm/pg-core';

/** An id that the column default mints: time-ordered and exact as a number. */
export const mintedId = () =>
  bigint({ mode: 'number' }).notNull().default(sql`clew_internal.mint_id()`);

/** The id of another row, by foreign key or not. */
export const rowId = () => bigint({ mode: 'number' });

/** A moment, as ISO 8601 text in UTC with microseconds. */
export const moment = () => timestamp({ withTimezone: true, mode: 'string' });

export const momentOfInsert = () => moment().notNull().default(sql`clock_timestamp()`);

/**
 * A `jsonb` column. The driver has parsed the value already; Drizzle's own column would parse a
 * string a second time and turn `"1"` into `1`.
 */
export const jsonb = customType<{ data: JsonValue; driverData: unknown }>({
  dataType: () => 'jsonb',
  toDriver: (value) => JSON.stringify(value),
  fromDriver: (value) => value as JsonValue,
});
