import Database from 'better-sqlite3';

const pauseMs = 5;

/**
 * Turns write-ahead logging on and answers the journal mode that SQLite then names. The switch needs
 * the file for itself for a moment, and SQLite does not wait for that: it says "busy" at once whatever
 * the busy timeout is, so the waiting is done here.
 *
 * @throws SqliteError `SQLITE_BUSY` when others kept the file for `timeoutMs`.
 */
export function switchToWal(db: Database.Database, { timeoutMs }: { timeoutMs: number }): unknown {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      return db.pragma('journal_mode = wal', { simple: true });
    } catch (error) {
      const isBusy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
      if (!isBusy || performance.now() >= deadline) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
    }
  }
}
