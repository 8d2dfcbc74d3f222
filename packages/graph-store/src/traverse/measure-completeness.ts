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
}

const selectSites = `
  select f.fqn as "from", u.name, p.path as file, u.line, u.reason
  from unresolved_references u
  join symbols f on f.id = u.from_id and f.deleted_at is null
  left join files p on p.id = u.file_id`;

/*
 * Which unresolved sites might point at one of the targets:
 *  - one with the name of a target (a constructor has the name of its class), whatever the reason;
 *  - a call of a value without a name (a callback, a table entry), when a target is used as a value
 *    somewhere, for only then can it be such a value.
 */
const blockingSites = `
  ${selectSites}
  where u.name in (
      select t.name from symbols t where t.id in (select value from json_each(:targets))
      union
      select c.name from symbols t join symbols c on c.id = t.parent_id
      where t.id in (select value from json_each(:targets)) and t.kind = 'constructor')
    or (u.reason in ('anonymous_target', 'dynamic_member') and exists (
      select 1
      from json_each(:targets) target
      join symbols t on t.id = target.value
        and t.kind in ('function', 'method', 'getter', 'setter', 'property', 'variable', 'class')
      join edges e on e.to_id = t.id and e.relation = ${relationCode('references')}))
  order by p.path, u.line, u.name`;

/** How far a list of what reaches the targets can be trusted. */
export function incomingCompleteness(graph: Graph, targets: readonly number[]): Completeness {
  const rows = graph
    .prepare<[{ targets: string }], SiteRow>(blockingSites)
    .all({ targets: JSON.stringify(targets) });
  return toCompleteness(graph, rows);
}

/** How far a list of what a symbol reaches can be trusted: its own unresolved sites. */
export function outgoingCompleteness(graph: Graph, from: number): Completeness {
  const rows = graph
    .prepare<[number], SiteRow>(
      `${selectSites} where u.from_id = ? order by p.path, u.line, u.name`,
    )
    .all(from);
  return toCompleteness(graph, rows);
}

function toCompleteness(graph: Graph, rows: readonly SiteRow[]): Completeness {
  const revision = lastRevision(graph);
  return {
    level: rows.length === 0 && revision !== null ? 'exact' : 'lower_bound',
    blocking_total: rows.length,
    blocking_sites: rows.slice(0, shownSites).map((row) => ({
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
