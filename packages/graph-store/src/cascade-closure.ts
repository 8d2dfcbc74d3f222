import { listForeignKeys } from './foreign-keys.ts';
import type { Graph } from './open-graph.ts';

/**
 * The ids of every row that a delete of these rows would take with it, by table, found by following
 * the foreign keys as `on delete cascade` does. Reads only.
 */
export function cascadeClosure(
  graph: Graph,
  start: Readonly<Record<string, readonly number[]>>,
): ReadonlyMap<string, ReadonlySet<number>> {
  const keys = listForeignKeys(graph);
  const reached = new Map<string, Set<number>>();
  const work: { readonly table: string; readonly ids: readonly number[] }[] = [];
  const reach = (table: string, ids: readonly number[]): void => {
    const known = reached.get(table) ?? new Set<number>();
    const fresh = ids.filter((id) => !known.has(id));
    if (fresh.length === 0) return;
    for (const id of fresh) known.add(id);
    reached.set(table, known);
    work.push({ table, ids: fresh });
  };
  for (const [table, ids] of Object.entries(start)) reach(table, ids);
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    const parents = JSON.stringify(next.ids);
    for (const { table, column } of keys.filter((key) => key.references === next?.table)) {
      const children = graph
        .prepare<[string], { id: number }>(
          `select id from "${table}" where "${column}" in (select value from json_each(?))`,
        )
        .all(parents);
      reach(
        table,
        children.map((row) => row.id),
      );
    }
  }
  return reached;
}
