import { type SQL, sql } from 'drizzle-orm';
import { check } from 'drizzle-orm/sqlite-core';

/** A check that a column holds one of these names, spelt as the migrations spell it. */
export function oneOf(constraint: string, column: string, names: readonly string[]) {
  const list = names.map((name) => `'${name}'`).join(', ');
  return check(constraint, sql.raw(`${column} in (${list})`));
}

/** A check that a column holds JSON, or nothing. */
export function isJson(constraint: string, column: string) {
  return check(constraint, sql.raw(`json_valid(${column})`));
}

/** Raw text of a check or of the condition of a partial index. */
export function raw(text: string): SQL {
  return sql.raw(text);
}
