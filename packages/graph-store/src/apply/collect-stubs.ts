import { listForeignKeys } from '../foreign-keys.ts';
import type { Graph } from '../open-graph.ts';

/**
 * Deletes the stubs among `candidates` that nothing points at any more. A stub that somebody wrote
 * a summary or a constraint about stays.
 */
export function collectStubs(graph: Graph, candidates: ReadonlySet<number>): void {
  if (candidates.size === 0) return;
  const unused = listForeignKeys(graph)
    .filter((key) => key.references === 'symbols')
    .map(
      ({ table, column }) =>
        `not exists (select 1 from "${table}" r where r."${column}" = symbols.id)`,
    );
  graph
    .prepare<[string]>(`
      delete from symbols
      where id in (select value from json_each(?)) and origin <> 'project' and ${unused.join(' and ')}`)
    .run(JSON.stringify([...candidates]));
}
