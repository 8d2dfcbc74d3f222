import type { DifferenceKind } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { relationCode } from '../schema/edge-code.ts';

/*
 * Fills temporary tables with the net differences between the attached graph `other` (before) and the
 * graph itself (now):
 *
 *   same(now, before)        rows that are one symbol: the same row, or, where a row came anew, one of
 *                            the same name
 *   difference(rank, key, …) one row for each difference, `now` and `before` being rows of the tables
 *                            that it is about
 */

/** The order of the kinds in an answer. */
export const kinds = [
  'symbol_added',
  'symbol_removed',
  'symbol_renamed',
  'symbol_changed',
  'edge_added',
  'edge_removed',
  'entry_point_added',
  'entry_point_removed',
  'dependency_added',
  'dependency_removed',
] as const satisfies readonly DifferenceKind[];

const rankOf = (kind: DifferenceKind) => kinds.indexOf(kind);

/** The fields of a symbol that are compared, and whether they differ between `s` and `o`. */
export const fieldDifferences = {
  kind: 's.kind is not o.kind',
  file: `(select path from files where id = s.file_id) is not (select path from other.files where id = o.file_id)`,
  parent: `coalesce((select before from same where now = s.parent_id), -1) is not coalesce(o.parent_id, -1)`,
  signature: 's.signature is not o.signature',
  modifiers: 's.modifiers is not o.modifiers',
  annotations: 's.annotations is not o.annotations',
  shape: 's.shape_hash is not o.shape_hash',
  body: 's.body_hash is not o.body_hash',
} as const;

export function collectDifferences(graph: Graph): void {
  graph.sqlite.exec(`
    create temp table same (now integer primary key, before integer not null) strict;
    create unique index temp.same_before on same (before);
    create temp table difference (
      rank integer not null, key text not null, now integer, before integer, detail text,
      primary key (rank, key)
    ) strict, without rowid;

    -- A row number may be given out anew after its row was deleted, a moment is not.
    insert into same (now, before)
    select s.id, o.id from symbols s join other.symbols o on o.id = s.id and o.created_at = s.created_at
    where s.deleted_at is null and o.deleted_at is null;
    insert into same (now, before)
    select s.id, o.id from symbols s join other.symbols o on o.fqn = s.fqn
    where s.deleted_at is null and o.deleted_at is null
      and not exists (select 1 from same where now = s.id)
      and not exists (select 1 from same where before = o.id);

    insert into difference (rank, key, now)
    select ${rankOf('symbol_added')}, s.fqn, s.id
    from symbols s left join same on same.now = s.id left join other.symbols o on o.id = same.before
    where s.deleted_at is null and s.origin = 'project' and coalesce(o.origin, '') <> 'project';
    insert into difference (rank, key, before)
    select ${rankOf('symbol_removed')}, o.fqn, o.id
    from other.symbols o left join same on same.before = o.id left join symbols s on s.id = same.now
    where o.deleted_at is null and o.origin = 'project' and coalesce(s.origin, '') <> 'project';
    insert into difference (rank, key, now, before, detail)
    select case when s.fqn = o.fqn then ${rankOf('symbol_changed')} else ${rankOf('symbol_renamed')} end,
      s.fqn, s.id, o.id, trim(${Object.entries(fieldDifferences)
        .map(([field, differs]) => `case when ${differs} then ' ${field}' else '' end`)
        .join(' || ')})
    from same join symbols s on s.id = same.now join other.symbols o on o.id = same.before
    where s.origin = 'project' and o.origin = 'project'
      and (s.fqn <> o.fqn or ${Object.values(fieldDifferences).join(' or ')});`);
  collectEdges(graph);
  collectOwned(graph, {
    table: 'entry_points',
    owner: 'symbol_id',
    columns: ['entry_type', 'http_method', 'http_path', 'cron_expression', 'mq_queue', 'name'],
    added: 'entry_point_added',
    removed: 'entry_point_removed',
  });
  collectOwned(graph, {
    table: 'external_dependencies',
    owner: 'caller_id',
    columns: ['dependency_type', 'target'],
    added: 'dependency_added',
    removed: 'dependency_removed',
  });
}

/** Edges without their lines: one that only moved is the same. */
function collectEdges(graph: Graph): void {
  const contains = relationCode('contains');
  const side = (mine: string, theirs: string, own: 'now' | 'before', others: 'now' | 'before') => `
    select r.name || ' ' || f.fqn || ' ' || t.fqn, min(e.id)
    from ${mine}.edges e
    join ${mine}.symbols f on f.id = e.from_id and f.deleted_at is null
    join ${mine}.symbols t on t.id = e.to_id and t.deleted_at is null
    join ${mine}.relations r on r.id = e.relation
    left join same sf on sf.${own} = e.from_id
    left join same st on st.${own} = e.to_id
    where e.relation <> ${contains}
      and not exists (
        select 1 from ${theirs}.edges x
        where x.from_id = sf.${others} and x.relation = e.relation and x.to_id = st.${others})
    group by e.from_id, e.relation, e.to_id`;
  graph.sqlite.exec(`
    insert into difference (rank, key, now)
    select ${rankOf('edge_added')}, * from (${side('main', 'other', 'now', 'before')});
    insert into difference (rank, key, before)
    select ${rankOf('edge_removed')}, * from (${side('other', 'main', 'before', 'now')});`);
}

function collectOwned(
  graph: Graph,
  {
    table,
    owner,
    columns,
    added,
    removed,
  }: {
    readonly table: string;
    readonly owner: string;
    readonly columns: readonly string[];
    readonly added: DifferenceKind;
    readonly removed: DifferenceKind;
  },
): void {
  const side = (mine: string, theirs: string, own: 'now' | 'before', others: 'now' | 'before') => `
    select s.fqn || ' ' || json_array(${columns.map((column) => `x.${column}`).join(', ')}), min(x.id)
    from ${mine}.${table} x
    join ${mine}.symbols s on s.id = x.${owner} and s.deleted_at is null
    left join same on same.${own} = x.${owner}
    where not exists (
      select 1 from ${theirs}.${table} y
      where y.${owner} = same.${others}
        and ${columns.map((column) => `y.${column} is x.${column}`).join(' and ')})
    group by 1`;
  graph.sqlite.exec(`
    insert into difference (rank, key, now)
    select ${rankOf(added)}, * from (${side('main', 'other', 'now', 'before')});
    insert into difference (rank, key, before)
    select ${rankOf(removed)}, * from (${side('other', 'main', 'before', 'now')});`);
}
