import Database from 'better-sqlite3';

/** Below this share of free pages, a rebuild of the whole file is not worth its time. */
const worthwhileShare = 0.25;
const worthwhilePages = 1_000;

/**
 * Gives back the space that rebuilt tables left free. It is a convenience: when others hold the
 * file, or the disk is too full for it, the graph stays as it is, which is just as correct.
 *
 * @returns whether the file was rebuilt.
 */
export function compactGraph(db: Database.Database): boolean {
  const pages = Number(db.pragma('page_count', { simple: true }));
  const free = Number(db.pragma('freelist_count', { simple: true }));
  if (free < worthwhilePages || free < pages * worthwhileShare) return false;
  try {
    db.exec('vacuum');
    db.pragma('wal_checkpoint(truncate)');
    return true;
  } catch (error) {
    const code = error instanceof Database.SqliteError ? error.code : '';
    if (code.startsWith('SQLITE_BUSY') || code === 'SQLITE_FULL') return false;
    throw error;
  }
}
