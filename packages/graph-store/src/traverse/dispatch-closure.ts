import type { Graph } from '../open-graph.ts';
import { relationCode } from '../schema/edge-code.ts';

const memberKinds = ['method', 'getter', 'setter', 'property'] as const;
const upwards = [relationCode('overrides'), relationCode('implements')].join(', ');

/**
 * The members that the given ones override or implement, directly or through others: a call of one
 * of those may run the given member, because dispatch chooses at run time. What `isKnown` is not
 * followed again.
 */
export function dispatchClosure(
  graph: Graph,
  ids: readonly number[],
  isKnown: (id: number) => boolean = (id) => ids.includes(id),
): readonly number[] {
  const statement = graph.prepare<[string], { id: number }>(`
    select distinct e.to_id as id
    from json_each(?) member
    join symbols s on s.id = member.value and s.kind in (${memberKinds.map((kind) => `'${kind}'`).join(', ')})
    join edges e on e.from_id = s.id and e.relation in (${upwards})
    join symbols t on t.id = e.to_id and t.deleted_at is null`);
  const found = new Set<number>();
  let frontier = ids;
  while (frontier.length > 0) {
    frontier = statement
      .all(JSON.stringify(frontier))
      .map((row) => row.id)
      .filter((id) => !isKnown(id) && !found.has(id));
    for (const id of frontier) found.add(id);
  }
  return [...found];
}
