import type { Neighbours, Relation } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { relationCode } from '../schema/edge-code.ts';
import { requireSymbol } from '../symbols/find-symbol.ts';
import { symbolRefColumns, toSymbolRef } from '../symbols/symbol-row.ts';
import { dispatchClosure } from './dispatch-closure.ts';
import { groupNeighbours, type NeighbourRow } from './group-neighbours.ts';
import { incomingCompleteness } from './measure-completeness.ts';

/** The relations that make a caller. */
export const callRelations: readonly Relation[] = ['calls', 'instantiates'];

/**
 * The direct callers of a symbol with the sites of their calls, by fqn. Calls of a member that the
 * symbol overrides or implements may run it, so they count, as `dynamic`. "None" means none only
 * when the completeness is `exact`.
 *
 * @param input.relations who counts: those that call or instantiate it, unless others are given
 * @throws GraphError `symbol_not_found`, `cursor_invalid`
 */
export function getCallers({
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
  const called = [target.id, ...dispatchClosure(graph, [target.id])];
  const rows = graph
    .prepare<[number, string, string], NeighbourRow>(`
      select ${symbolRefColumns}, e.relation, e.line, site.path as site_file, e.resolution,
        called.value <> ? as dispatched
      from json_each(?) called
      join edges e on e.to_id = called.value
        and e.relation in (select value from json_each(?))
      join symbols s on s.id = e.from_id and s.deleted_at is null
      left join files f on f.id = s.file_id
      left join files site on site.id = e.file_id`)
    .all(target.id, JSON.stringify(called), JSON.stringify(relations.map(relationCode)));
  return {
    target: toSymbolRef(target),
    ...groupNeighbours(rows, { cursor, limit }),
    completeness: incomingCompleteness(graph, {
      targets: called,
      listsReferences: relations.includes('references'),
    }),
  };
}
