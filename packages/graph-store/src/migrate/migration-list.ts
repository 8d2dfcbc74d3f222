import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

export interface Migration {
  /** Position in the order of application, from 0. */
  readonly ordinal: number;
  /** Name of the file without `.sql`, e.g. `0001_cascade_deletes`. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the text, line ends as LF, in hex. */
  readonly hash: string;
}

interface DrizzleJournal {
  readonly entries: readonly { readonly idx: number; readonly tag: string }[];
}

const folder = new URL('../../drizzle/', import.meta.url);
let loaded: readonly Migration[] | null = null;

/** The migrations of this version of the code, in order, as drizzle-kit's journal lists them. */
export function listMigrations(): readonly Migration[] {
  loaded ??= readMigrations();
  return loaded;
}

function readMigrations(): readonly Migration[] {
  const journal = JSON.parse(
    readFileSync(new URL('meta/_journal.json', folder), 'utf8'),
  ) as DrizzleJournal;
  return journal.entries.map(({ tag }, ordinal) => {
    const sql = readFileSync(new URL(`${tag}.sql`, folder), 'utf8').replaceAll('\r\n', '\n');
    return { ordinal, name: tag, sql, hash: createHash('sha256').update(sql).digest('hex') };
  });
}
