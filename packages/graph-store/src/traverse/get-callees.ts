import type { Neighbours, Relation } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { relationCode } from '../schema/edge-code.ts';
import { requireSymbol } from '../symbols/find-symbol.ts';
import { symbolRefColumns, toSymbolRef } from '../symbols/symbol-row.ts';
import { callRelations } from './get-callers.ts';
import { groupNeighbours, type NeighbourRow } from './group-neighbours.ts';
import { outgoingCompleteness } from './measure-completeness.ts';

/**
 * What a symbol calls or instantiates itself, with the sites, by fqn; a deleted callee is left out,
 * as its calls are broken references.
 *
 * @param input.relations what counts: what it calls or instantiates, unless others are given
 * @throws GraphError `symbol_not_found`, `cursor_invalid`
 */
export function getCallees({
  ctx: { graph },
  input: { fqn, relations = callRelations, cursor, limit },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: {
    readonly fqn: string;
    readonly relations?: readonly Relation[] | undefined;
    readonly cursor?: string | undefined;
    readonly limit?: number | undefined;
  };
}): Neighbours {
  const target = requireSymbol(graph, fqn);
  const rows = graph
    .prepare<[number, string], NeighbourRow>(`
      select ${symbolRefColumns}, e.relation, e.line, site.path as site_file, e.resolution,
        0 as dispatched
      from edges e
      join symbols s on s.id = e.to_id and s.deleted_at is null
      left join files f on f.id = s.file_id
      left join files site on site.id = e.file_id
      where e.from_id = ? and e.relation in (select value from json_each(?))`)
    .all(target.id, JSON.stringify(relations.map(relationCode)));
  return {
    target: toSymbolRef(target),
    ...groupNeighbours(rows, { cursor, limit }),
    completeness: outgoingCompleteness(graph, target),
  };
}
