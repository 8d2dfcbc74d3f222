import Database from 'better-sqlite3';
import { explainSqliteErrors } from '../sqlite-file.ts';

const everyPage = 2 ** 31 - 1;

/**
 * Copies a graph as it is at one moment, while others go on writing to it. The copy knows its moment:
 * it has the outbox of it, and the number of the last change.
 *
 * @throws GraphError `graph_corrupt`, `graph_inaccessible` and the like
 */
export async function copyGraph({
  from,
  to,
}: {
  readonly from: string;
  readonly to: string;
}): Promise<void> {
  const source = explainSqliteErrors(from, () => {
    return new Database(from, { readonly: true, fileMustExist: true });
  });
  try {
    // In one step, for a writer between two would make it begin again.
    await source.backup(to, { progress: () => everyPage });
  } finally {
    source.close();
  }
}
