import { type BlockingSite, blockingReasonSchema, type Completeness } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { lastRevision } from '../revisions/list-revisions.ts';
import { openFailures } from '../revisions/open-failures.ts';
import { relationCode } from '../schema/edge-code.ts';

/*
 * What stops a list of what reaches some targets from being exact:
 *  - an unresolved site with the name of a target (a constructor has the name of its class),
 *    whatever the reason;
 *  - a call of a value without a name (a callback, a table entry), when a target is used as a value
 *    somewhere, for only then can it be such a value;
 *  - a computed access (`table[key]`), when a target is a member of something;
 *  - a place where the target itself is used as a value, when the list leaves references out;
 *  - a file that could not be indexed.
 * A list of what a symbol reaches is stopped by its own unresolved sites, and by its file.
 */

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

interface UnreadFile {
  readonly path: string;
  readonly line: number | null;
}

const selectSites = (condition: string): string => `
  select f.fqn as "from", u.name, p.path as file, u.line, u.reason, count(*) over () as total
  from unresolved_references u
  join symbols f on f.id = u.from_id and f.deleted_at is null
  left join files p on p.id = u.file_id
  where ${condition}
  order by p.path, u.line, u.name, u.id
  limit ${shownSites}`;

const isNamedLikeTarget = `
  u.name in (
    select t.name from symbols t where t.id in (select value from json_each(:targets))
    union
    select c.name from symbols t join symbols c on c.id = t.parent_id
    where t.id in (select value from json_each(:targets)) and t.kind = 'constructor')`;
const callsValue = `u.reason in ('anonymous_target', 'dynamic_member')`;
// The text of a computed access ends with its bracket; every other site bears a plain name.
const isComputed = `
  u.reason in ('dynamic_member', 'any_typed_receiver') and u.name glob '*]'`;

const findComputed = `select 1 as found from unresolved_references u where ${isComputed} limit 1`;

const findUsedAsValue = `
  select 1 as found
  from json_each(:targets) target
  join symbols t on t.id = target.value
    and t.kind in ('function', 'method', 'getter', 'setter', 'property', 'variable', 'class')
  join edges e on e.to_id = t.id and e.relation = ${relationCode('references')}
  limit 1`;

const findMember = `
  select 1 as found
  from json_each(:targets) target
  join symbols t on t.id = target.value
  left join symbols c on c.id = t.parent_id
  where t.kind in ('method', 'getter', 'setter', 'property')
    or (t.kind = 'function' and c.kind in ('variable', 'property', 'class', 'namespace'))
  limit 1`;

// The plus keeps the list from being joined by an index, once for each target.
const isWithin = (row: 'u' | 'e'): string =>
  `+${row}.from_id in (select value from json_each(:within))`;

const selectValueUses = (condition: string): string => `
  select f.fqn as "from", t.name, p.path as file, e.line, 'used_as_value' as reason,
    count(*) over () as total
  from json_each(:targets) target
  join symbols t on t.id = target.value and t.kind in ('function', 'method')
  join edges e on e.to_id = t.id and e.relation = ${relationCode('references')}
  join symbols f on f.id = e.from_id and f.deleted_at is null
  left join files p on p.id = e.file_id
  where ${condition}
  order by p.path, e.line, f.fqn, t.name
  limit ${shownSites}`;

interface IncomingQuestion {
  readonly targets: readonly number[];
  readonly listsReferences: boolean;
  readonly unknownFiles?: readonly string[];
  readonly within?: readonly number[];
}

/**
 * How far a list of what reaches the targets can be trusted.
 *
 * @param listsReferences whether whoever uses a target as a value is in that list
 * @param within the symbols whose sites matter, when not all do
 * @param unknownFiles paths of files that matter and of which the graph knows nothing
 */
export function incomingCompleteness(graph: Graph, question: IncomingQuestion): Completeness {
  const unknown = (question.unknownFiles ?? []).map((path) => ({ path, line: null }));
  return toCompleteness(graph, incomingSites(graph, question), [
    ...openFailures(graph),
    ...unknown,
  ]);
}

function incomingSites(
  graph: Graph,
  { targets, listsReferences, within }: IncomingQuestion,
): readonly (readonly SiteRow[])[] {
  const input = {
    targets: JSON.stringify(targets),
    within: within === undefined ? null : JSON.stringify(within),
  };
  const holds = (sql: string) => graph.prepare<[typeof input]>(sql).get(input) !== undefined;
  const conditions = [
    isNamedLikeTarget,
    ...(holds(findUsedAsValue) ? [callsValue] : []),
    ...(holds(findComputed) && holds(findMember) ? [isComputed] : []),
  ];
  const couldLeadThere = conditions.map((condition) => `(${condition})`).join(' or ');
  const sites = selectSites(
    within === undefined ? couldLeadThere : `(${couldLeadThere}) and ${isWithin('u')}`,
  );
  const uses = listsReferences
    ? []
    : [selectValueUses(within === undefined ? 'true' : isWithin('e'))];
  return [...uses, sites].map((sql) => graph.prepare<[typeof input], SiteRow>(sql).all(input));
}

/** How far a part of the graph around some symbols can be trusted. */
export function neighbourhoodCompleteness(
  graph: Graph,
  {
    ids,
    outgoing,
    incoming,
    listsReferences,
  }: {
    readonly ids: readonly number[];
    readonly outgoing: boolean;
    readonly incoming: boolean;
    readonly listsReferences: boolean;
  },
): Completeness {
  const own = graph.prepare<[string], SiteRow>(
    selectSites('u.from_id in (select value from json_each(?))'),
  );
  const lists = [
    ...(outgoing ? [own.all(JSON.stringify(ids))] : []),
    ...(incoming ? incomingSites(graph, { targets: ids, listsReferences }) : []),
  ];
  return toCompleteness(graph, lists, openFailures(graph));
}

/** How far a list of what a symbol reaches can be trusted. */
export function outgoingCompleteness(
  graph: Graph,
  symbol: { readonly id: number; readonly file: string | null },
): Completeness {
  const rows = graph.prepare<[number], SiteRow>(selectSites('u.from_id = ?')).all(symbol.id);
  const failures = openFailures(graph).filter(({ path }) => path === symbol.file);
  return toCompleteness(graph, [rows], failures);
}

/**
 * How far an answer about the whole graph can be trusted: every unresolved site could add an edge to
 * it; where only imports matter, every module that was not found.
 */
export function graphCompleteness(
  graph: Graph,
  { importsOnly }: { readonly importsOnly: boolean },
): Completeness {
  const condition = importsOnly ? `u.reason = 'missing_module'` : 'true';
  const rows = graph.prepare<[], SiteRow>(selectSites(condition)).all();
  return toCompleteness(graph, [rows], openFailures(graph));
}

function toCompleteness(
  graph: Graph,
  lists: readonly (readonly SiteRow[])[],
  failures: readonly UnreadFile[],
): Completeness {
  const revision = lastRevision(graph);
  const total = lists.reduce((sum, rows) => sum + (rows[0]?.total ?? 0), failures.length);
  return {
    level: total === 0 && revision !== null ? 'exact' : 'lower_bound',
    blocking_total: total,
    blocking_sites: [
      ...failures.map(({ path, line }) => unreadFile(graph, path, line)),
      ...lists.flat().map(toBlockingSite),
    ].slice(0, shownSites),
    revision: revision?.id ?? null,
    commit: revision?.commit ?? null,
  };
}

function toBlockingSite({ from, name, file, line, reason }: SiteRow): BlockingSite {
  return { from, name, file: file ?? '', line, reason: blockingReasonSchema.parse(reason) };
}

/** A file that no run could index yet has no symbol; its path stands in. */
function unreadFile(graph: Graph, path: string, line: number | null): BlockingSite {
  const symbol = graph
    .prepare<[string], { fqn: string }>(`
      select s.fqn from files f
      join symbols s on s.file_id = f.id and s.kind = 'file' and s.deleted_at is null
      where f.path = ?`)
    .get(path);
  return {
    from: symbol?.fqn ?? path,
    name: '',
    file: path,
    line: line ?? 1,
    reason: 'file_not_indexed',
  };
}
