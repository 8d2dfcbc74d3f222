import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

export interface Migration {
  /** The file's name without `.sql`, e.g. `0006_event_hypertable`. */
  readonly name: string;
  /** What it does: its leading comment, as one line. */
  readonly summary: string;
  readonly sql: string;
  /** SHA-256 of the text with line feeds as line ends. */
  readonly hash: string;
}

const folder = new URL('../../drizzle/', import.meta.url);
const fileName = /^\d{4}_[a-z0-9_]+\.sql$/;

/** The migrations that this version of the code knows, in order. */
export function readMigrations(): readonly Migration[] {
  return readdirSync(folder)
    .filter((file) => fileName.test(file))
    .sort()
    .map((file) => {
      const sql = readFileSync(new URL(file, folder), 'utf8').replaceAll('\r\n', '\n');
      return {
        name: file.slice(0, -'.sql'.length),
        summary: leadingComment(sql),
        sql,
        hash: createHash('sha256').update(sql).digest('hex'),
      };
    });
}

function leadingComment(sql: string): string {
  const lines = sql.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('-- '));
  return lines
    .slice(0, end)
    .map((line) => line.slice(3))
    .join(' ');
}
