import { closeSync, openSync, readSync } from 'node:fs';
import Database from 'better-sqlite3';
import { GraphError } from './graph-error.ts';

/** First bytes of every SQLite file: https://www.sqlite.org/fileformat2.html#the_database_header */
const magic = 'SQLite format 3\0';

/**
 * Says what is at a path without opening it as a database, so that nothing is created or changed.
 *
 * @throws GraphError `graph_not_sqlite` when the file holds something else, `graph_inaccessible` when
 *   it cannot be read.
 */
export function inspectSqliteFile(path: string): 'missing' | 'empty' | 'sqlite' {
  const header = Buffer.alloc(magic.length);
  let length: number;
  try {
    const file = openSync(path, 'r');
    try {
      length = readSync(file, header, 0, magic.length, 0);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 'missing';
    throw inaccessible(path, error);
  }
  if (length === 0) return 'empty';
  if (header.toString('latin1') === magic) return 'sqlite';
  throw new GraphError(
    'graph_not_sqlite',
    `${path} is not a SQLite database. It was left as it is; check the path, or restore a backup.`,
  );
}

/**
 * Runs work on the database at `path` and gives what SQLite and the file system say of a broken,
 * busy or inaccessible file the words of this package. Other errors pass through.
 *
 * @throws GraphError `graph_corrupt`, `graph_not_sqlite`, `graph_busy` or `graph_inaccessible`.
 */
export function explainSqliteErrors<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw explain(path, error);
  }
}

/** Extended result codes of SQLite begin with the name of the plain one. */
function explain(path: string, error: unknown): unknown {
  if (error instanceof GraphError) return error;
  if (!(error instanceof Database.SqliteError)) {
    return systemCode(error) === null ? error : inaccessible(path, error);
  }
  const is = (...codes: readonly string[]) => codes.some((code) => error.code.startsWith(code));
  if (is('SQLITE_CORRUPT')) {
    return new GraphError(
      'graph_corrupt',
      `${path} is damaged: ${error.message}. Restore one of its backups, or index the codebase again.`,
      { cause: error },
    );
  }
  if (is('SQLITE_NOTADB')) {
    return new GraphError(
      'graph_not_sqlite',
      `${path} is not a SQLite database, or it is damaged from its first page on. It was left as it is; restore a backup.`,
      { cause: error },
    );
  }
  if (is('SQLITE_BUSY', 'SQLITE_LOCKED')) {
    return new GraphError(
      'graph_busy',
      `${path} is being written by another process. Wait for it to finish, or stop it, and try again.`,
      { cause: error },
    );
  }
  if (is('SQLITE_CANTOPEN', 'SQLITE_READONLY', 'SQLITE_FULL', 'SQLITE_IOERR')) {
    return inaccessible(path, error);
  }
  return error;
}

function inaccessible(path: string, error: unknown): GraphError {
  const reason = error instanceof Error ? error.message : String(error);
  return new GraphError(
    'graph_inaccessible',
    `Cannot use ${path}: ${reason}. Check the path, its permissions and the space on the disk.`,
    { cause: error },
  );
}

/** The code of an error of the file system, e.g. `EACCES`. */
function systemCode(error: unknown): string | null {
  return error instanceof Error && 'syscall' in error && 'code' in error
    ? String(error.code)
    : null;
}
