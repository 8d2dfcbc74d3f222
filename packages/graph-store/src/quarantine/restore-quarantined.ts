import type { QuarantineRestoration } from '@clew/contracts';
import { GraphError } from '../graph-error.ts';
import { refreshStaleness } from '../knowledge/refresh-staleness.ts';
import type { Graph } from '../open-graph.ts';
import { fieldOf, findObstacle } from './find-obstacle.ts';
import { type QuarantineEntry, removeEntries, requireEntry } from './quarantine-entry.ts';
import { returningRows } from './returning-rows.ts';

/**
 * Puts a row back that a migration put away, now that what it points at is there again, and takes it out
 * of quarantine. The row gets a new id, for its old one may have been given away; what it says is read as
 * the migration read the rows that it kept.
 *
 * @throws GraphError `quarantine_not_found`, or `quarantine_not_restorable` with what is in the way:
 *   then nothing has changed
 */
export function restoreQuarantined({
  ctx: { graph },
  input: { id },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly id: number };
}): QuarantineRestoration {
  return graph.transaction(() => {
    const entry = requireEntry(graph, id);
    const obstacle = findObstacle(graph, entry);
    if (obstacle !== null) {
      throw new GraphError(
        'quarantine_not_restorable',
        `Row ${id} of the quarantine cannot be put back. ${obstacle}`,
      );
    }
    const rowId = putBack(graph, entry);
    const entries = removeEntries(graph, entry);
    refreshStaleness(graph);
    return { table: entry.table_name, row_id: rowId, entries };
  });
}

function putBack(graph: Graph, entry: QuarantineEntry): number {
  if (entry.reason === 'reference_cleared') return linkParent(graph, entry);
  const returning = returningRows[entry.table_name];
  if (returning === undefined) throw new Error(`no rows return to ${entry.table_name}`);
  const { lastInsertRowid } = graph
    .prepare<[number]>(
      `insert into ${entry.table_name} (${returning.columns.join(', ')}) ${returning.select}`,
    )
    .run(entry.id);
  return Number(lastInsertRowid);
}

function linkParent(graph: Graph, entry: QuarantineEntry): number {
  const linked = graph
    .prepare<[string | null, string | null], { id: number }>(`
      update symbols set parent_id = (select id from symbols where fqn = ?)
      where fqn = ? returning id`)
    .get(fieldOf(entry, 'parent_fqn'), fieldOf(entry, 'fqn'));
  if (linked === undefined) throw new Error(`the symbol of quarantined row ${entry.id} vanished`);
  return linked.id;
}
