import { type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { CursorPosition } from './cursor.ts';
import { idTime } from './record-window.ts';

/** Conditions of lists; an absent value is no condition. Every value is cast to the column's type. */
export function textIs(column: PgColumn, value: string | undefined): SQL | undefined {
  return value === undefined ? undefined : sql`${column} = ${value}::text`;
}

export function flagIs(column: PgColumn, value: boolean | undefined): SQL | undefined {
  return value === undefined ? undefined : sql`${column} = ${value}::boolean`;
}

export function idIs(column: PgColumn, value: number | undefined): SQL | undefined {
  return value === undefined ? undefined : sql`${column} = ${value}::bigint`;
}

export function notBefore(column: PgColumn, moment: string | undefined): SQL | undefined {
  return moment === undefined ? undefined : sql`${column} >= ${moment}::timestamptz`;
}

export function before(column: PgColumn, moment: string | undefined): SQL | undefined {
  return moment === undefined ? undefined : sql`${column} < ${moment}::timestamptz`;
}

/**
 * Behind a row in the order `time desc, id desc`. The comparison of pairs decides; the plain one lets
 * the planner leave out chunks.
 */
export function behind(
  time: PgColumn,
  id: PgColumn,
  position: CursorPosition | undefined,
): SQL | undefined {
  if (position === undefined) return undefined;
  return sql`${time} <= ${position.at}::timestamptz and (${time}, ${id}) < (${position.at}::timestamptz, ${position.id}::bigint)`;
}

/** A server whose clock was set back, or another one after a failover, is late by less than this. */
const clockToleranceMs = 3_600_000;

/**
 * For rows that refer to `id` and so came after it: their time is bounded by the one that the id
 * carries. An id from the future bounds nothing.
 */
export function notBeforeId(column: PgColumn, id: number | undefined): SQL | undefined {
  const time = id === undefined ? null : idTime(id);
  if (time === null || time > Date.now()) return undefined;
  return notBefore(column, new Date(time - clockToleranceMs).toISOString());
}
