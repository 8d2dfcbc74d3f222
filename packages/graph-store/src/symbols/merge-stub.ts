import { listForeignKeys } from '../foreign-keys.ts';
import type { Graph } from '../open-graph.ts';

/**
 * Whatever hangs on a stub hangs on the symbol from now on, and the stub is gone. What both had stays
 * once.
 */
export function mergeStub(
  graph: Graph,
  { stub, into }: { readonly stub: number; readonly into: number },
): void {
  for (const { table, column, references } of listForeignKeys(graph)) {
    if (references !== 'symbols') continue;
    graph
      .prepare<[number, number]>(
        `update or ignore "${table}" set "${column}" = ? where "${column}" = ?`,
      )
      .run(into, stub);
  }
  graph.prepare<[number]>('delete from symbols where id = ?').run(stub);
}
