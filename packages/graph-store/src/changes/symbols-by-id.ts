import type { SymbolRef } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { type SymbolRefRow, symbolRefColumns, toSymbolRef } from '../symbols/symbol-row.ts';

/** The symbols of these ids, also deleted ones; those that are gone for good are left out. */
export function symbolsById({
  ctx: { graph },
  input: { ids },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly ids: readonly number[] };
}): ReadonlyMap<number, SymbolRef> {
  const rows = graph
    .prepare<[string], SymbolRefRow>(`
      select ${symbolRefColumns}
      from json_each(?) given
      join symbols s on s.id = given.value
      left join files f on f.id = s.file_id`)
    .all(JSON.stringify(ids));
  return new Map(rows.map((row) => [row.id, toSymbolRef(row)]));
}
