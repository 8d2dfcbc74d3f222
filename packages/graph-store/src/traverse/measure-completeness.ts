import { type Completeness, unresolvedReasonSchema } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { lastRevision } from '../revisions/list-revisions.ts';
import { relationCode } from '../schema/edge-code.ts';

const shownSites = 20;

interface SiteRow {
  readonly from: string;
  readonly name: string;
  readonly file: string | null;
  readonly line: number;
  readonly reason: string;
  /** How many sites there are in all. */
  readonly total: number;
}

const selectSites = (condition: string): string => `
  select f.fqn as "from", u.name, p.path as file, u.line, u.reason, count(*) over () as total
  from unresolved_references u
  join symbols f on f.id = u.from_id and f.deleted_at is null
  left join files p on p.id = u.file_id
  where ${condition}
  order by p.path, u.line, u.name, u.id
  limit ${shownSites}`;

/*
 * Which unresolved sites might point at one of the targets:
 *  - one with the name of a target (a constructor has the name of its class), whatever the reason;
 *  - a call of a value without a name (a callback, a table entry), when a target is used as a value
 *    somewhere, for only then can it be such a value.
 */
const namedLikeTargets = `
  u.name in (
    select t.name from symbols t where t.id in (select value from json_each(:targets))
    union
    select c.name from symbols t join symbols c on c.id = t.parent_id
    where t.id in (select value from json_each(:targets)) and t.kind = 'constructor')`;
const sitesByName = selectSites(namedLikeTargets);
const sitesByNameOrValue = selectSites(
  `(u.reason in ('anonymous_target', 'dynamic_member') or ${namedLikeTargets})`,
);

const usedAsValue = `
  select 1 as found
  from json_each(:targets) target
  join symbols t on t.id = target.value
    and t.kind in ('function', 'method', 'getter', 'setter', 'property', 'variable', 'class')
  join edges e on e.to_id = t.id and e.relation = ${relationCode('references')}
  limit 1`;

/** How far a list of what reaches the targets can be trusted. */
export function incomingCompleteness(graph: Graph, targets: readonly number[]): Completeness {
  const input = { targets: JSON.stringify(targets) };
  const isValue = graph.prepare<[typeof input]>(usedAsValue).get(input) !== undefined;
  const sites = isValue ? sitesByNameOrValue : sitesByName;
  return toCompleteness(graph, graph.prepare<[typeof input], SiteRow>(sites).all(input));
}

/** How far a list of what a symbol reaches can be trusted: its own unresolved sites. */
export function outgoingCompleteness(graph: Graph, from: number): Completeness {
  const rows = graph.prepare<[number], SiteRow>(selectSites('u.from_id = ?')).all(from);
  return toCompleteness(graph, rows);
}

function toCompleteness(graph: Graph, rows: readonly SiteRow[]): Completeness {
  const revision = lastRevision(graph);
  return {
    level: rows.length === 0 && revision !== null ? 'exact' : 'lower_bound',
    blocking_total: rows[0]?.total ?? 0,
    blocking_sites: rows.map((row) => ({
      from: row.from,
      name: row.name,
      file: row.file ?? '',
      line: row.line,
      reason: unresolvedReasonSchema.parse(row.reason),
    })),
    revision: revision?.id ?? null,
    commit: revision?.commit ?? null,
  };
}
