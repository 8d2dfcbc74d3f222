import type { CallPaths, Relation } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { relationCode } from '../schema/edge-code.ts';
import { requireSymbol } from '../symbols/find-symbol.ts';
import { toSymbolRef } from '../symbols/symbol-row.ts';
import { activeSubtree } from '../symbols/symbol-subtree.ts';
import { distancesTo } from './distances-to.ts';
import { callRelations } from './get-callers.ts';
import { incomingCompleteness } from './measure-completeness.ts';
import { reachForwards } from './reach-forwards.ts';
import { describePaths } from './trace-paths.ts';
import { walkPaths } from './walk-paths.ts';

/**
 * The ways from one symbol to another, or between anything that they contain, shortest first. When
 * one contains the other, what both contain belongs to `to`; from a symbol to itself the way has no
 * hops.
 *
 * @param input.relations what makes a hop: calls and instantiations, unless others are given
 * @param input.depth most hops of a way, those of dispatch not counted
 * @throws GraphError `symbol_not_found`
 */
export function findPaths({
  ctx: { graph },
  input: { from, to, relations = callRelations, depth = 10, limit = 5 },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: {
    readonly from: string;
    readonly to: string;
    readonly relations?: readonly Relation[] | undefined;
    readonly depth?: number | undefined;
    readonly limit?: number | undefined;
  };
}): CallPaths {
  const source = requireSymbol(graph, from);
  const target = requireSymbol(graph, to);
  const codes = relations.map(relationCode);
  const targets = new Set(activeSubtree(graph, target.id));
  const within = activeSubtree(graph, source.id);
  const outside = within.filter((id) => !targets.has(id));
  const seeds = outside.length > 0 ? byFqn(graph, outside) : [source.id];
  const distances = distancesTo(graph, { targets: [...targets], relations: codes, depth });
  const { paths, cut } = walkPaths(graph, {
    seeds,
    targets,
    distances,
    relations: codes,
    depth,
    limit,
  });
  const lengthOf = (hops: CallPaths['items'][number]['hops']): number =>
    hops.filter(({ dispatch }) => !dispatch).length;
  return {
    from: toSymbolRef(source),
    to: toSymbolRef(target),
    max_depth: depth,
    items: describePaths(graph, paths).map((hops) => ({ length: lengthOf(hops), hops })),
    truncated: cut,
    completeness: incomingCompleteness(graph, {
      targets: [...distances.own.keys(), ...distances.standing.keys()],
      listsReferences: relations.includes('references'),
      within: [...reachForwards(graph, { seeds, relations: codes, depth })],
    }),
  };
}

function byFqn(graph: Graph, ids: readonly number[]): readonly number[] {
  return graph
    .prepare<[string], { id: number }>(`
      select s.id from json_each(?) given join symbols s on s.id = given.value order by s.fqn`)
    .all(JSON.stringify(ids))
    .map(({ id }) => id);
}
