import type { QuarantineDiscard } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { removeEntries, requireEntry } from './quarantine-entry.ts';

/**
 * Removes a row from quarantine for good. The graph stays as it is; only a backup has the row then.
 *
 * @throws GraphError `quarantine_not_found`
 */
export function discardQuarantined({
  ctx: { graph },
  input: { id },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly id: number };
}): QuarantineDiscard {
  return graph.transaction(() => {
    const entry = requireEntry(graph, id);
    const row = JSON.parse(entry.row);
    return { table: entry.table_name, row, entries: removeEntries(graph, entry) };
  });
}
