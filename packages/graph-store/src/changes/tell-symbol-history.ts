import type { SymbolHistoryEntry } from '@clew/contracts';
import { symbolHistoryEntrySchema } from '@clew/contracts';
import type { GraphChange } from './graph-change.ts';

type Row = Readonly<Record<string, unknown>>;

const operations = { insert: 'INSERT', update: 'UPDATE', delete: 'DELETE' } as const;

/** Where something stands in its file is no news by itself; ids mean nothing outside of the graph. */
const passing = new Set(['line', 'start_line', 'end_line', 'updated_at', 'detector']);
const inner = (field: string) => field === 'id' || field.endsWith('_id');

/**
 * What the changes of a symbol in one revision tell, newest first. Left out is what only moved within
 * its file: rows of which nothing but the lines changed, and edges that went and came between the same
 * two ends.
 *
 * @param changes of one revision, all of them, newest first
 * @param fqn the name that the symbol had then
 */
export function tellSymbolHistory({
  changes,
  fqn,
  commit,
}: {
  readonly changes: readonly GraphChange[];
  readonly fqn: string;
  readonly commit: string | null;
}): readonly SymbolHistoryEntry[] {
  return withoutMoves(changes).flatMap((change) => {
    const old = shown(change.old);
    const now = shown(change.new);
    const changed =
      old === null || now === null
        ? []
        : Object.keys(now).filter(
            (field) =>
              !passing.has(field) && JSON.stringify(old[field]) !== JSON.stringify(now[field]),
          );
    if (change.op === 'update' && changed.length === 0) return [];
    const only = (row: Row | null) =>
      row === null || change.op !== 'update'
        ? row
        : Object.fromEntries(changed.map((field) => [field, row[field] ?? null]));
    return [
      symbolHistoryEntrySchema.parse({
        seq: change.seq,
        time: change.created_at,
        revision: change.revision ?? 0,
        commit,
        entity: change.entity,
        operation: operations[change.op],
        fqn,
        changed_fields: changed,
        old_values: only(old),
        new_values: only(now),
      }),
    ];
  });
}

function shown(text: string | null): Row | null {
  if (text === null) return null;
  return Object.fromEntries(
    Object.entries(JSON.parse(text) as Row).filter(([field]) => !inner(field)),
  );
}

/** An edge that moved to another line is deleted and inserted: as many of both as there are go. */
function withoutMoves(changes: readonly GraphChange[]): readonly GraphChange[] {
  const open = new Map<string, GraphChange[]>();
  const moved = new Set<GraphChange>();
  for (const change of changes) {
    if (change.entity !== 'edge' || change.op === 'update') continue;
    const row = JSON.parse(change.new ?? change.old ?? '{}') as Row;
    const key = JSON.stringify([row.from_id, row.relation, row.to_id]);
    const others = open.get(key) ?? [];
    const other = others.at(-1);
    if (other === undefined || other.op === change.op) {
      open.set(key, [...others, change]);
    } else {
      moved.add(change);
      moved.add(other);
      open.set(key, others.slice(0, -1));
    }
  }
  return changes.filter((change) => !moved.has(change));
}
