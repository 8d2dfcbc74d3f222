import type { Graph } from '../open-graph.ts';
import { relationCode } from '../schema/edge-code.ts';
import { dispatchBridges } from './dispatch-closure.ts';

/** How many edges lead from each symbol to the nearest target, for those that reach one. */
export interface Distances {
  /** Of a symbol by an edge of its own. */
  readonly own: ReadonlyMap<number, number>;
  /** Of a member that stands for others which override or implement it. */
  readonly standing: ReadonlyMap<number, number>;
}

const uses = new Set([relationCode('calls'), relationCode('references')]);

/**
 * Breadth-first distances over the relations, against their direction. Who uses a member that a
 * symbol overrides or implements reaches that symbol at the same distance, because dispatch may
 * choose it. Deleted symbols are not passed.
 */
export function distancesTo(
  graph: Graph,
  {
    targets,
    relations,
    depth,
  }: {
    readonly targets: readonly number[];
    readonly relations: readonly number[];
    readonly depth: number;
  },
): Distances {
  const incoming = graph.prepare<[string, string], { from: number; to: number; relation: number }>(`
    select e.from_id as "from", e.to_id as "to", e.relation
    from json_each(?) frontier
    join edges e on e.to_id = frontier.value
      and e.relation in (select value from json_each(?))
    join symbols s on s.id = e.from_id and s.deleted_at is null`);
  const own = new Map(targets.map((id) => [id, 0]));
  const standing = new Map<number, number>();
  let frontier = targets;
  for (let level = 0; level <= depth && frontier.length > 0; level += 1) {
    const bridges = dispatchBridges(graph, frontier, (id) => own.has(id) || standing.has(id));
    const bridged = new Set(bridges.map(({ id }) => id));
    for (const id of bridged) standing.set(id, level);
    if (level === depth) break;
    const next: number[] = [];
    const asked = JSON.stringify([...frontier, ...bridged]);
    for (const { from, to, relation } of incoming.all(asked, JSON.stringify(relations))) {
      if (own.has(from) || (bridged.has(to) && !uses.has(relation))) continue;
      own.set(from, level + 1);
      next.push(from);
    }
    frontier = next;
  }
  return { own, standing };
}
