import type { Graph } from './open-graph.ts';

/**
 * Runs work while these indexes do not exist, then makes them again exactly as they were. Sorting
 * once is about twice as fast as keeping the order row by row, which pays when most rows of a table
 * are new. Must run inside a transaction, so that an error or a crash leaves the indexes in place;
 * name no unique index that work relies on.
 *
 * @throws Error when there is no transaction or no such index.
 */
export function withoutIndexes<T>(graph: Graph, names: readonly string[], work: () => T): T {
  if (!graph.sqlite.inTransaction) throw new Error('withoutIndexes needs a transaction');
  const statements = names.map((name) => {
    const index = graph
      .prepare<[string], { sql: string }>(
        `select sql from sqlite_schema where type = 'index' and name = ?`,
      )
      .get(name);
    if (index === undefined) throw new Error(`There is no index ${name}`);
    return index.sql;
  });
  for (const name of names) graph.sqlite.exec(`drop index ${name}`);
  const result = work();
  for (const sql of statements) graph.sqlite.exec(sql);
  return result;
}
