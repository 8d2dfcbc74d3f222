import type { Graph } from '../src/open-graph.ts';

/**
 * What a graph says, as sets. A target that is not there is `missing`, whether it is a stub that
 * nobody ever defined or a symbol that was deleted.
 */
export function graphFacts(graph: Graph) {
  const set = (sql: string) => graph.sqlite.prepare(sql).pluck().all().sort();
  return {
    files: set('select path from active_files'),
    symbols: set(`
      select json_array(s.fqn, s.kind, s.origin, s.signature, f.path, p.fqn)
      from active_symbols s
      left join files f on f.id = s.file_id left join symbols p on p.id = s.parent_id
      where s.origin <> 'unresolved'`),
    edges: set(`
      select json_array(f.fqn, t.fqn, e.relation, e.line, e.resolution, o.path,
        case when t.deleted_at is not null or t.origin = 'unresolved' then 'missing' else t.origin end)
      from edges e join symbols f on f.id = e.from_id join symbols t on t.id = e.to_id
      left join files o on o.id = e.file_id`),
    unusedStubs: set(`
      select fqn from symbols s
      where origin = 'unresolved' and not exists (select 1 from edges where to_id = s.id)`),
    unresolved: set(`
      select json_array(f.fqn, u.name, u.line, u.reason, o.path)
      from unresolved_references u
      join symbols f on f.id = u.from_id left join files o on o.id = u.file_id`),
  };
}
