import { constants, copyFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { GraphError } from '../graph-error.ts';
import { explainSqliteErrors } from '../sqlite-file.ts';
import { makeOwnedFolder } from './owned-folder.ts';

/** A database is its file and what its last writer has not folded into it yet. */
const parts = ['', '-wal', '-journal'] as const;
const attempts = 5;

/**
 * Runs work on a copy of the database at `path`, in the system's folder for temporary files; the
 * copy is gone afterwards. Even a reader of a WAL database creates files beside it, and so do
 * read-only connections: this is the way to look and leave no trace.
 *
 * @throws GraphError `graph_busy` when someone kept writing while it was copied.
 */
export function withGraphCopy<T>(path: string, work: (copy: string) => T): T {
  const folder = makeOwnedFolder(tmpdir(), 'clew-graph-');
  try {
    const copy = join(folder, basename(path));
    return explainSqliteErrors(path, () => {
      copyConsistently(path, copy);
      return work(copy);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A copy is consistent when no part of the database changed between its beginning and its end. */
function copyConsistently(path: string, copy: string): void {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const before = fingerprint(path);
    for (const part of parts) {
      rmSync(copy + part, { force: true });
      if (statOf(path + part) !== null) {
        copyFileSync(path + part, copy + part, constants.COPYFILE_FICLONE);
      }
    }
    if (fingerprint(path) === before) return;
  }
  throw new GraphError(
    'graph_busy',
    `${path} is being written right now. Try again when the index run or the migration is over.`,
  );
}

function fingerprint(path: string): string {
  return parts
    .map((part) => statOf(path + part))
    .map((stat) => (stat === null ? '-' : `${stat.ino}:${stat.size}:${stat.mtimeNs}`))
    .join(' ');
}

function statOf(path: string) {
  return statSync(path, { bigint: true, throwIfNoEntry: false }) ?? null;
}
