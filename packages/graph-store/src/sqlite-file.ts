import { closeSync, openSync, readSync } from 'node:fs';
import Database from 'better-sqlite3';
import { GraphError } from './graph-error.ts';

/** First bytes of every SQLite file: https://www.sqlite.org/fileformat2.html#the_database_header */
const magic = 'SQLite format 3\0';

/**
 * Says what is at a path without opening it as a database, so that nothing is created or changed.
 *
 * @throws GraphError `graph_not_sqlite` when the file holds something else.
 */
export function inspectSqliteFile(path: string): 'missing' | 'empty' | 'sqlite' {
  const header = Buffer.alloc(magic.length);
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 'missing';
    throw new GraphError('graph_corrupt', `Cannot read ${path}: ${messageOf(error)}`, {
      cause: error,
    });
  }
  try {
    const length = readSync(file, header, 0, magic.length, 0);
    if (length === 0) return 'empty';
    if (header.toString('latin1') === magic) return 'sqlite';
  } catch (error) {
    throw new GraphError('graph_not_sqlite', `Cannot read ${path}: ${messageOf(error)}`, {
      cause: error,
    });
  } finally {
    closeSync(file);
  }
  throw new GraphError(
    'graph_not_sqlite',
    `${path} is not a SQLite database. It was left as it is; check the path, or restore a backup.`,
  );
}

/**
 * Runs work on the database at `path` and gives what SQLite says of a broken or busy file the
 * words of this package. Other errors pass through.
 *
 * @throws GraphError `graph_corrupt`, `graph_not_sqlite` or `graph_busy`.
 */
export function explainSqliteErrors<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    if (error.code.startsWith('SQLITE_CORRUPT')) {
      throw new GraphError(
        'graph_corrupt',
        `${path} is damaged: ${error.message}. Restore one of its backups, or index the codebase again.`,
        { cause: error },
      );
    }
    if (error.code === 'SQLITE_NOTADB') {
      throw new GraphError(
        'graph_not_sqlite',
        `${path} is not a SQLite database, or it is damaged from its first page on. It was left as it is; restore a backup.`,
        { cause: error },
      );
    }
    if (error.code.startsWith('SQLITE_BUSY') || error.code.startsWith('SQLITE_LOCKED')) {
      throw new GraphError(
        'graph_busy',
        `${path} is being written by another process. Wait for it to finish, or stop it, and try again.`,
        { cause: error },
      );
    }
    throw error;
  }
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
