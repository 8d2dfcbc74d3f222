import { sql } from 'drizzle-orm';
import { text } from 'drizzle-orm/sqlite-core';

/** The moment of the row, ISO 8601 in UTC with milliseconds; SQLite fills it in. */
export function timestamp() {
  return text().notNull().default(sql`(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))`);
}
