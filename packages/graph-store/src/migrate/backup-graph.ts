import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import Database from 'better-sqlite3';

/** How many backups of one graph stay; older ones go when a new one is complete. */
export const backupsKept = 5;

export interface GraphBackup {
  readonly path: string;
  /** Older backups that were removed. */
  readonly pruned: readonly string[];
}

/**
 * Copies the graph at `path` with `VACUUM INTO` (a consistent copy, also while others write) into
 * `directory`, by a name that sorts by time and ends in the schema version. A copy that was cut
 * short never has the name of a backup.
 */
export function backupGraph(options: {
  readonly path: string;
  readonly directory: string;
  readonly version: string;
  readonly now: Date;
  readonly keep?: number;
}): GraphBackup {
  const { path, directory, version, now, keep = backupsKept } = options;
  mkdirSync(directory, { recursive: true });
  const stem = basename(path, extname(path));
  const stamp = now.toISOString().replaceAll(/[-:.]/g, '');
  const target = join(directory, `${stem}-${stamp}-${version}.db`);
  const partial = `${target}.partial`;
  for (const name of readdirSync(directory)) {
    if (name.startsWith(`${stem}-`) && name.endsWith('.partial')) rmSync(join(directory, name));
  }
  const reader = new Database(path, { readonly: true, fileMustExist: true });
  try {
    reader.prepare('vacuum into ?').run(partial);
  } finally {
    reader.close();
  }
  flush(partial);
  renameSync(partial, target);
  flush(dirname(target));
  return { path: target, pruned: pruneBackups(directory, stem, keep) };
}

function pruneBackups(directory: string, stem: string, keep: number): readonly string[] {
  const pattern = /^(.*)-\d{8}T\d{9}Z-\d{4}\.db$/;
  const old = readdirSync(directory)
    .filter((name) => pattern.exec(name)?.[1] === stem)
    .sort()
    .slice(0, -keep)
    .map((name) => join(directory, name));
  for (const path of old) rmSync(path);
  return old;
}

function flush(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
