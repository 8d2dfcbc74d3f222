import type { Graph } from '../open-graph.ts';
import { relationCode } from '../schema/edge-code.ts';
import { dispatchClosure } from './dispatch-closure.ts';

/** A symbol that was reached, its shortest distance, and the edge that led to it. */
export interface Reached {
  readonly id: number;
  readonly depth: number;
  /** The symbol whose change reaches it, one step nearer to the target. */
  readonly via: number;
  /** Number of the relation of that edge. */
  readonly relation: number;
}

interface IncomingEdge {
  readonly to_id: number;
  readonly from_id: number;
  readonly relation: number;
}

const contains = relationCode('contains');
const imports = relationCode('imports');
const uses = new Set([relationCode('calls'), relationCode('references')]);

/**
 * Everything that reaches the seeds, level by level, each symbol once at its shortest distance: a
 * breadth-first search over edges, so its cost is the edges of what it reaches and never the number
 * of paths. Symbols that are deleted are neither reached nor passed.
 *
 * Dispatch is bridged: from a member the search goes on from what it overrides or implements as if
 * it stood there itself, but only to those who use that, since its other implementations are not
 * affected. A bridge is not listed unless it is reached by an edge of its own.
 *
 * @param seeds ids at distance 0, which are never listed
 */
export function reachBackwards(
  graph: Graph,
  { seeds, depth }: { readonly seeds: readonly number[]; readonly depth: number },
): readonly Reached[] {
  const incoming = graph.prepare<[string], IncomingEdge>(`
    select e.to_id, e.from_id, e.relation
    from json_each(?) frontier
    join edges e on e.to_id = frontier.value
    where e.relation not in (${contains}, ${imports})`);
  const deleted = deletedSymbols(graph);
  const found = new Set(seeds);
  const bridges = new Set<number>();
  const reached: Reached[] = [];
  let frontier = seeds;
  for (let level = 1; level <= depth && frontier.length > 0; level += 1) {
    const bridged = new Set(
      dispatchClosure(graph, frontier, (id) => found.has(id) || bridges.has(id)),
    );
    for (const id of bridged) bridges.add(id);
    // Of several edges that lead to a symbol the one of the first relation counts.
    const nearest = new Map<number, IncomingEdge>();
    for (const edge of incoming.all(JSON.stringify([...frontier, ...bridged]))) {
      if (found.has(edge.from_id) || deleted.has(edge.from_id)) continue;
      if (bridged.has(edge.to_id) && !uses.has(edge.relation)) continue;
      const other = nearest.get(edge.from_id);
      if (other === undefined || isBefore(edge, other)) nearest.set(edge.from_id, edge);
    }
    for (const { from_id, to_id, relation } of nearest.values()) {
      found.add(from_id);
      reached.push({ id: from_id, depth: level, via: to_id, relation });
    }
    frontier = [...nearest.keys()];
  }
  return reached;
}

function isBefore(a: IncomingEdge, b: IncomingEdge): boolean {
  return a.relation === b.relation ? a.to_id < b.to_id : a.relation < b.relation;
}

/** Few in most graphs, so reading them once is cheaper than asking at every edge. */
function deletedSymbols(graph: Graph): ReadonlySet<number> {
  const rows = graph
    .prepare<[], { id: number }>('select id from symbols where deleted_at is not null')
    .all();
  return new Set(rows.map((row) => row.id));
}
