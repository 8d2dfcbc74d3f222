import type { Graph } from '../open-graph.ts';

/** Ids of a symbol and of everything that it contains, deleted or not. */
export function symbolSubtree(graph: Graph, id: number): readonly number[] {
  return graph
    .prepare<[number], { id: number }>(`
      with recursive subtree(id) as (
        select ?
        union
        select s.id from subtree join symbols s on s.parent_id = subtree.id
      )
      select id from subtree`)
    .all(id)
    .map((row) => row.id);
}

/** Ids of a symbol and of everything active that it contains. */
export function activeSubtree(graph: Graph, id: number): readonly number[] {
  return graph
    .prepare<[number], { id: number }>(`
      with recursive subtree(id) as (
        select ?
        union
        select s.id from subtree join symbols s on s.parent_id = subtree.id and s.deleted_at is null
      )
      select id from subtree`)
    .all(id)
    .map((row) => row.id);
}
