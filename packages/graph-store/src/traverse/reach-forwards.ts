import type { Graph } from '../open-graph.ts';
import { relationCode } from '../schema/edge-code.ts';

const upwards = [relationCode('overrides'), relationCode('implements')].join(', ');

/**
 * Ids of the seeds and of everything that they reach over the relations within `depth` edges; a
 * member also stands for those that override or implement it. Deleted symbols are not passed.
 */
export function reachForwards(
  graph: Graph,
  {
    seeds,
    relations,
    depth,
  }: {
    readonly seeds: readonly number[];
    readonly relations: readonly number[];
    readonly depth: number;
  },
): ReadonlySet<number> {
  const outgoing = graph.prepare<[string, string], { id: number }>(`
    select distinct e.to_id as id
    from json_each(?) frontier
    join edges e on e.from_id = frontier.value
      and e.relation in (select value from json_each(?))
    join symbols s on s.id = e.to_id and s.deleted_at is null`);
  const dispatched = graph.prepare<[string], { id: number }>(`
    select distinct e.from_id as id
    from json_each(?) frontier
    join edges e on e.to_id = frontier.value and e.relation in (${upwards})
    join symbols s on s.id = e.from_id and s.deleted_at is null
      and s.kind in ('method', 'getter', 'setter', 'property')`);
  const found = new Set(seeds);
  const fresh = (rows: readonly { readonly id: number }[]): number[] => {
    const ids = rows.map(({ id }) => id).filter((id) => !found.has(id));
    for (const id of ids) found.add(id);
    return ids;
  };
  const withDispatch = (ids: readonly number[]): readonly number[] => {
    const all = [...ids];
    for (let next = all; next.length > 0; ) {
      next = fresh(dispatched.all(JSON.stringify(next)));
      all.push(...next);
    }
    return all;
  };
  let frontier = withDispatch(seeds);
  for (let level = 0; level < depth && frontier.length > 0; level += 1) {
    const rows = outgoing.all(JSON.stringify(frontier), JSON.stringify(relations));
    frontier = withDispatch(fresh(rows));
  }
  return found;
}
