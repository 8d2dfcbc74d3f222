import type { Graph } from '../open-graph.ts';
import { symbolSubtree } from '../symbols/symbol-subtree.ts';
import type { QuarantineEntry } from './quarantine-entry.ts';
import { returningRows } from './returning-rows.ts';

/** What keeps a row in quarantine, in a sentence that says what to do; null when it can be put back. */
export function findObstacle(graph: Graph, entry: QuarantineEntry): string | null {
  switch (entry.reason) {
    case 'missing_reference':
    case 'duplicate':
      return missingSymbol(graph, entry) ?? sameRow(graph, entry);
    case 'reference_cleared':
      return findParentObstacle(graph, entry);
    case 'value_replaced':
      return 'The row is in the graph, with a value that the schema knows; the old one has no place there.';
  }
}

/** The active symbol of a name, or why there is none to point at. */
export function findTarget(graph: Graph, fqn: string): { readonly id: number } | string {
  const symbol = graph
    .prepare<[string], { id: number; origin: string; deleted_at: string | null }>(
      'select id, origin, deleted_at from symbols where fqn = ?',
    )
    .get(fqn);
  if (symbol === undefined) {
    return `The graph has no symbol "${fqn}". Index the file that defines it.`;
  }
  if (symbol.deleted_at !== null) return `"${fqn}" is deleted. Restore it first.`;
  if (symbol.origin === 'unresolved') {
    return `Nobody defines "${fqn}": the graph only knows that it is spoken of. Index the file that defines it.`;
  }
  return symbol;
}

/** What a field of a row that was put away says; null when it says nothing. */
export function fieldOf(entry: QuarantineEntry, field: string): string | null {
  const row: unknown = JSON.parse(entry.row);
  if (typeof row !== 'object' || row === null) return null;
  const value: unknown = Object.entries(row).find(([name]) => name === field)?.[1];
  return typeof value === 'string' && value !== '' ? value : null;
}

function missingSymbol(graph: Graph, entry: QuarantineEntry): string | null {
  const returning = returningRows[entry.table_name];
  if (returning === undefined) return `Rows of "${entry.table_name}" cannot be put back.`;
  for (const { field, optional } of returning.references) {
    const fqn = fieldOf(entry, field);
    if (fqn === null && optional) continue;
    if (fqn === null) return `The row has no "${field}", so it belongs to nothing.`;
    const target = findTarget(graph, fqn);
    if (typeof target === 'string') return target;
  }
  return null;
}

function sameRow(graph: Graph, { id, table_name }: QuarantineEntry): string | null {
  const returning = returningRows[table_name];
  if (returning === undefined) return null;
  const same = returning.identity.map((column) => `t.${column} is b.${column}`);
  const found = graph
    .prepare<[number], { id: number }>(`
      select t.id from (${returning.select}) b join ${table_name} t on ${same.join(' and ')} limit 1`)
    .get(id);
  return found === undefined
    ? null
    : `The graph says the same already (row ${found.id} of ${table_name}). Discard this one, or delete that.`;
}

/** A symbol was kept without its parent, so what comes back is the link, not the row. */
function findParentObstacle(graph: Graph, entry: QuarantineEntry): string | null {
  const fqn = fieldOf(entry, 'fqn');
  const parentFqn = fieldOf(entry, 'parent_fqn');
  if (entry.table_name !== 'symbols' || fqn === null || parentFqn === null) {
    return `Rows of "${entry.table_name}" cannot be put back.`;
  }
  const symbol = findTarget(graph, fqn);
  if (typeof symbol === 'string') return symbol;
  const parent = findTarget(graph, parentFqn);
  if (typeof parent === 'string') return parent;
  const { holder } = graph
    .prepare<[number], { holder: string | null }>(`
      select p.fqn as holder from symbols s left join symbols p on p.id = s.parent_id where s.id = ?`)
    .get(symbol.id) ?? { holder: null };
  if (holder !== null) return `"${fqn}" is in "${holder}" now. Discard this row.`;
  return symbolSubtree(graph, symbol.id).includes(parent.id)
    ? `"${parentFqn}" is inside "${fqn}" now, so it cannot contain it. Discard this row.`
    : null;
}
