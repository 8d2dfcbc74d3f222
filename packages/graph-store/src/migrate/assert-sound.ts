import type { Database } from 'better-sqlite3';
import { GraphError } from '../graph-error.ts';

/**
 * Reads every page before anything is built upon them.
 *
 * @throws GraphError `graph_corrupt`.
 */
export function assertSound(db: Database, path: string): void {
  const problem = db.pragma('quick_check(1)', { simple: true });
  if (problem === 'ok') return;
  throw new GraphError(
    'graph_corrupt',
    `${path} is damaged: ${String(problem)}. Restore one of its backups, or index the codebase again; it was left as it is.`,
  );
}
