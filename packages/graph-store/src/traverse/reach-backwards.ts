import type { Graph } from '../open-graph.ts';
import { relationCode } from '../schema/edge-code.ts';
import { type Bridge, dispatchBridges } from './dispatch-closure.ts';

/** A symbol that was reached, its shortest distance, and the edge that led to it. */
export interface Reached {
  readonly id: number;
  readonly depth: number;
  /** The symbol whose change reaches it, one step nearer to the target. */
  readonly via: number;
  /** Number of the relation of that edge. */
  readonly relation: number;
  /** True when `via` was not reached itself, but stands for a member that was. */
  readonly bridged: boolean;
}

export interface BackwardReach {
  readonly reached: readonly Reached[];
  /** The members that stood for others on the way, by id. */
  readonly bridges: ReadonlyMap<number, Bridge>;
}

/** A tuple, because a million small objects cost more than reading their rows. */
type IncomingEdge = readonly [to: number, from: number, relation: number];

const contains = relationCode('contains');
const imports = relationCode('imports');
const uses = new Set([relationCode('calls'), relationCode('references')]);

const selectIncoming = `
  select e.to_id, e.from_id, e.relation
  from json_each(?) frontier
  join edges e on e.to_id = frontier.value
  where e.relation not in (${contains}, ${imports})`;

// Whatever stands at the top level of a file runs for everyone who loads it.
const selectLoading = `
  select e.to_id, e.from_id, e.relation
  from json_each(?) frontier
  cross join edges e on e.to_id = frontier.value and e.relation = ${imports}
  join symbols s on s.id = e.to_id and s.kind = 'file'
  where coalesce(e.metadata ->> 'type_only', 0) = 0`;

/**
 * Everything that reaches the seeds, level by level, each symbol once at its shortest distance: a
 * breadth-first search over edges, so its cost is the edges of what it reaches and never the number
 * of paths. Symbols that are deleted are neither reached nor passed.
 *
 * Dispatch is bridged: from a member the search goes on from what it overrides or implements as if
 * it stood there itself, but only to those who use that, since its other implementations are not
 * affected. A bridge is not listed unless it is reached by an edge of its own.
 *
 * A file that is reached is so through its top level, which runs when the file is loaded; so those
 * who import it, not for types alone, are reached next.
 *
 * @param seeds ids at distance 0, which are never listed
 * @param loaded those of the seeds that are files whose own top level is meant
 */
export function reachBackwards(
  graph: Graph,
  {
    seeds,
    depth,
    loaded = [],
  }: {
    readonly seeds: readonly number[];
    readonly depth: number;
    readonly loaded?: readonly number[];
  },
): BackwardReach {
  const incoming = graph.prepare<[string], IncomingEdge>(selectIncoming).raw();
  const loading = graph.prepare<[string], IncomingEdge>(selectLoading).raw();
  const deleted = deletedSymbols(graph);
  const found = new Set(seeds);
  const bridges = new Map<number, Bridge>();
  const reached: Reached[] = [];
  let frontier = seeds;
  let files = loaded;
  for (let level = 1; level <= depth && frontier.length > 0; level += 1) {
    const standing = dispatchBridges(graph, frontier, (id) => found.has(id) || bridges.has(id));
    const bridged = new Set(standing.map(({ id }) => id));
    for (const bridge of standing) bridges.set(bridge.id, bridge);
    // Of several edges that lead to a symbol the one of the first relation counts.
    const nearest = new Map<number, IncomingEdge>();
    const consider = (edge: IncomingEdge): void => {
      const [to, from, relation] = edge;
      if (found.has(from) || deleted.has(from)) return;
      if (bridged.has(to) && !uses.has(relation)) return;
      const other = nearest.get(from);
      if (other === undefined || isBefore(edge, other)) nearest.set(from, edge);
    };
    incoming.all(JSON.stringify([...frontier, ...bridged])).forEach(consider);
    if (files.length > 0) loading.all(JSON.stringify(files)).forEach(consider);
    for (const [via, id, relation] of nearest.values()) {
      found.add(id);
      reached.push({ id, depth: level, via, relation, bridged: bridged.has(via) });
    }
    frontier = [...nearest.keys()];
    files = frontier;
  }
  return { reached, bridges };
}

function isBefore(
  [to, , relation]: IncomingEdge,
  [otherTo, , otherRelation]: IncomingEdge,
): boolean {
  return relation === otherRelation ? to < otherTo : relation < otherRelation;
}

/** Few in most graphs, so reading them once is cheaper than asking at every edge. */
function deletedSymbols(graph: Graph): ReadonlySet<number> {
  const rows = graph
    .prepare<[], { id: number }>('select id from symbols where deleted_at is not null')
    .all();
  return new Set(rows.map((row) => row.id));
}
