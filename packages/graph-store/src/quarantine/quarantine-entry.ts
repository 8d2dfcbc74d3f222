import type { QuarantinedRow } from '@clew/contracts';
import { GraphError } from '../graph-error.ts';
import type { Graph } from '../open-graph.ts';

/** An entry as it is stored: the row as JSON, and `table` under the name of its column. */
export interface QuarantineEntry extends Omit<QuarantinedRow, 'row' | 'table' | 'obstacle'> {
  readonly table_name: string;
  readonly row: string;
}

export const selectEntries = `
  select id, table_name, type, row_id, row, reason, quarantined_at from orphan_quarantine`;

/** @throws GraphError `quarantine_not_found` */
export function requireEntry(graph: Graph, id: number): QuarantineEntry {
  const entry = graph.prepare<[number], QuarantineEntry>(`${selectEntries} where id = ?`).get(id);
  if (entry !== undefined) return entry;
  throw new GraphError(
    'quarantine_not_found',
    `There is no row ${id} in quarantine. It was put back or discarded, or never was there; list the quarantine to see which there are.`,
  );
}

/**
 * Takes a row out of quarantine: every entry that says why this row was put away. A row has one for each
 * of its foreign keys that pointed at nothing, and they only make sense together.
 *
 * @returns how many entries there were
 */
export function removeEntries(
  graph: Graph,
  { table_name, row_id, reason, type }: QuarantineEntry,
): number {
  return graph
    .prepare<[string, number, string, string]>(`
      delete from orphan_quarantine
      where table_name = ? and row_id = ? and reason = ? and (reason = 'missing_reference' or type = ?)`)
    .run(table_name, row_id, reason, type).changes;
}
