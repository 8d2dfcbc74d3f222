import type { Graph } from '../open-graph.ts';
import { relationCode } from '../schema/edge-code.ts';

const memberKinds = ['method', 'getter', 'setter', 'property'] as const;
const upwards = [relationCode('overrides'), relationCode('implements')].join(', ');

/** A member that stands for another one at run time: `member` implements or overrides `id`. */
export interface Bridge {
  readonly id: number;
  readonly member: number;
  /** Number of the relation from `member` to `id`. */
  readonly relation: number;
  /** True when `member` stands for another one in turn. */
  readonly chained: boolean;
}

/**
 * The members that the given ones override or implement, directly or through others: a call of one
 * of those may run the given member, because dispatch chooses at run time. What `isKnown` is not
 * followed again.
 */
export function dispatchBridges(
  graph: Graph,
  ids: readonly number[],
  isKnown: (id: number) => boolean = (id) => ids.includes(id),
): readonly Bridge[] {
  const statement = graph.prepare<[string], Omit<Bridge, 'chained'>>(`
    select e.to_id as id, min(s.id) as member, e.relation
    from json_each(?) member
    cross join edges e on e.from_id = member.value and e.relation in (${upwards})
    join symbols s on s.id = e.from_id
      and s.kind in (${memberKinds.map((kind) => `'${kind}'`).join(', ')})
    join symbols t on t.id = e.to_id and t.deleted_at is null
    group by e.to_id`);
  const found = new Map<number, Bridge>();
  let frontier = ids;
  while (frontier.length > 0) {
    const next = statement
      .all(JSON.stringify(frontier))
      .filter(({ id }) => !isKnown(id) && !found.has(id));
    const chained = frontier !== ids;
    for (const bridge of next) found.set(bridge.id, { ...bridge, chained });
    frontier = next.map(({ id }) => id);
  }
  return [...found.values()];
}

/** The ids of `dispatchBridges`. */
export function dispatchClosure(graph: Graph, ids: readonly number[]): readonly number[] {
  return dispatchBridges(graph, ids).map(({ id }) => id);
}
