import type { Graph } from '../open-graph.ts';
import { relationCode } from '../schema/edge-code.ts';
import type { Distances } from './distances-to.ts';
import type { Step } from './trace-paths.ts';

interface Neighbour {
  readonly id: number;
  readonly relation: number;
  readonly dispatch: boolean;
}

export interface WalkedPaths {
  readonly paths: readonly (readonly Step[])[];
  /** True when there may be more within the depth. */
  readonly cut: boolean;
}

/** Neighbours that a search may look at; more would take seconds. */
const mostVisits = 200_000;
const uses = new Set([relationCode('calls'), relationCode('references')]);
const upwards = [relationCode('overrides'), relationCode('implements')].join(', ');

/**
 * The shortest simple paths from the seeds to the targets: for each length, from the smallest that
 * is possible, a depth-first search that never leaves the symbols from which the rest can still be
 * done in time (iterative deepening A*, Korf 1985, with exact distances as the heuristic). Paths of
 * one length come in the order of the names on them.
 *
 * No path passes another seed or target on its way. A hop of dispatch has no length, and follows a
 * call, a reference, another such hop, or nothing.
 */
export function walkPaths(
  graph: Graph,
  {
    seeds,
    targets,
    distances: { own, standing },
    relations,
    depth,
    limit,
  }: {
    readonly seeds: readonly number[];
    readonly targets: ReadonlySet<number>;
    readonly distances: Distances;
    readonly relations: readonly number[];
    readonly depth: number;
    readonly limit: number;
  },
): WalkedPaths {
  const neighboursOf = neighboursIn(graph, relations);
  const isSeed = new Set(seeds);
  const paths: Step[][] = [];
  let visits = 0;

  /** How many edges are needed at least from a symbol that was entered by this neighbour. */
  const remaining = ({ id, relation, dispatch }: Neighbour): number => {
    const stands = dispatch || uses.has(relation) ? standing.get(id) : undefined;
    return Math.min(own.get(id) ?? Number.POSITIVE_INFINITY, stands ?? Number.POSITIVE_INFINITY);
  };

  const search = (at: number, arrival: Neighbour | null, left: number, steps: Step[]): void => {
    if (targets.has(at)) {
      if (left === 0) paths.push([...steps]);
      return;
    }
    const mayDispatch = arrival === null || arrival.dispatch || uses.has(arrival.relation);
    for (const next of neighboursOf(at)) {
      if (visits >= mostVisits || paths.length > limit) return;
      visits += 1;
      if (next.dispatch && !mayDispatch) continue;
      const rest = next.dispatch ? left : left - 1;
      if (remaining(next) > rest || isSeed.has(next.id)) continue;
      if (next.id === at || steps.some(({ from }) => from === next.id)) continue;
      steps.push({ from: at, to: next.id, relation: next.relation, dispatch: next.dispatch });
      search(next.id, next, rest, steps);
      steps.pop();
    }
  };

  for (let length = 0; length <= depth && paths.length <= limit; length += 1) {
    for (const seed of seeds) {
      const start = { id: seed, relation: 0, dispatch: true };
      if (remaining(start) <= length) search(seed, null, length, []);
    }
  }
  return { paths: paths.slice(0, limit), cut: paths.length > limit || visits >= mostVisits };
}

/**
 * Where each symbol leads, by fqn, asked once for each. Of several relations to one symbol the first
 * counts, which is a call where there is one.
 */
function neighboursIn(
  graph: Graph,
  relations: readonly number[],
): (id: number) => readonly Neighbour[] {
  const statement = graph.prepare<
    [number, string, number],
    { id: number; relation: number; dispatch: number }
  >(`
    select s.id, min(e.relation) as relation, 0 as dispatch, s.fqn
    from edges e
    join symbols s on s.id = e.to_id and s.deleted_at is null
    where e.from_id = ? and e.relation in (select value from json_each(?))
    group by s.id
    union all
    select s.id, min(e.relation) as relation, 1 as dispatch, s.fqn
    from edges e
    join symbols s on s.id = e.from_id and s.deleted_at is null
      and s.kind in ('method', 'getter', 'setter', 'property')
    where e.to_id = ? and e.relation in (${upwards})
    group by s.id
    order by fqn, dispatch`);
  const known = new Map<number, readonly Neighbour[]>();
  return (id) => {
    let neighbours = known.get(id);
    if (neighbours === undefined) {
      neighbours = statement
        .all(id, JSON.stringify(relations), id)
        .map((row) => ({ id: row.id, relation: row.relation, dispatch: row.dispatch === 1 }));
      known.set(id, neighbours);
    }
    return neighbours;
  };
}
