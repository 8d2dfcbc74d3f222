import type { EntryType, SymbolRef } from '@clew/contracts';
import { isTestFile } from '../files/is-test-file.ts';
import type { Graph } from '../open-graph.ts';
import { relationCode } from '../schema/edge-code.ts';
import { symbolRefColumns, toSymbolRef } from '../symbols/symbol-row.ts';
import { reachBackwards } from '../traverse/reach-backwards.ts';
import type { GraphChange } from './graph-change.ts';
import type { LostCall } from './lost-calls.ts';
import type { RevisionEnd } from './revision-ends.ts';

/** Who called a symbol when it was removed. */
export interface LostCaller {
  readonly symbol: Pick<SymbolRef, 'fqn' | 'kind' | 'name' | 'file'>;
  /** It is still there and its code still names what was removed. */
  readonly broken: boolean;
}

export interface LostEntryPoint {
  readonly symbol: string;
  readonly entry_type: EntryType;
  readonly http_method: string | null;
  readonly http_path: string | null;
  readonly cron_expression: string | null;
  readonly mq_queue: string | null;
  /** Of a command, an event or a tool. */
  readonly name: string | null;
}

/** Each list is cut at `limit`; its total counts all. */
export interface Removal {
  readonly callers: readonly LostCaller[];
  readonly callers_total: number;
  /** Where the world reaches what was removed. */
  readonly entry_points: readonly LostEntryPoint[];
  readonly entry_points_total: number;
  /** Paths of the files with tests that reach it. */
  readonly tests: readonly string[];
  readonly tests_total: number;
}

/** A removal and what the outbox says around it. */
export interface RemovalFacts {
  readonly change: GraphChange;
  /** `revisionEnds` behind a change that is not after this one. */
  readonly ends: ReadonlyMap<number, RevisionEnd>;
  /** `lostCalls`, read at the same time. */
  readonly calls: ReadonlyMap<number, readonly LostCall[]>;
}

/** Longer ways from an entry point or a test are rare, and cost more than they tell. */
const reachDepth = 8;

const calls = [relationCode('calls'), relationCode('instantiates')].join(', ');

/**
 * What a removed symbol leaves behind: its callers at the moment of its removal, and the entry
 * points and tests that reach it through them. Callers are those whose edges survive, which are
 * broken now, and those whose edges went in the same run, as the outbox tells; so this must be asked
 * before those changes are pruned.
 */
export function describeRemoval({
  ctx: { graph },
  input: { limit, ...facts },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: RemovalFacts & { readonly limit: number };
}): Removal {
  const { change } = facts;
  const callers = new Map(lostCallers(graph, facts).map((each) => [each.id, each]));
  for (const row of survivingCallers(graph, change.entity_id)) callers.set(row.id, row);
  callers.delete(change.entity_id);
  const listed = [...callers.values()].sort((a, b) => (a.symbol.fqn < b.symbol.fqn ? -1 : 1));
  const present = listed.filter(({ active }) => active).map(({ id }) => id);
  const seeds = [change.entity_id, ...present];
  const reached = reachBackwards(graph, { seeds, depth: reachDepth }).reached.map(({ id }) => id);
  const entryPoints = entryPointsOf(graph, [...seeds, ...reached]);
  const tests = testsAmong(graph, [...present, ...reached]);
  return {
    callers: listed.slice(0, limit).map(({ symbol, broken }) => ({ symbol, broken })),
    callers_total: listed.length,
    entry_points: entryPoints.slice(0, limit),
    entry_points_total: entryPoints.length,
    tests: tests.slice(0, limit),
    tests_total: tests.length,
  };
}

interface Caller extends LostCaller {
  readonly id: number;
  readonly active: boolean;
}

function survivingCallers(graph: Graph, id: number): readonly Caller[] {
  return callersOf(
    graph,
    graph
      .prepare<[number], { id: number }>(
        `select distinct from_id as id from edges where to_id = ? and relation in (${calls})`,
      )
      .all(id)
      .map((row) => row.id),
    { edgesSurvive: true },
  );
}

/**
 * Callers whose edges were deleted together with the symbol: anywhere in the changes of its index
 * run, which end with the revision; or, when somebody deleted it by hand, in the cascade behind it.
 */
function lostCallers(graph: Graph, { change, ends, calls }: RemovalFacts): readonly Caller[] {
  const end = ends.get(change.revision ?? 0)?.seq ?? 0;
  const isOfRun = end > change.seq;
  if (!isOfRun && change.op !== 'delete') return [];
  const rows = (calls.get(change.entity_id) ?? []).filter(
    ({ revision, seq }) => revision === change.revision && (isOfRun ? seq < end : seq > change.seq),
  );
  const known = callersOf(
    graph,
    rows.map(({ id }) => id),
    { edgesSurvive: false },
  );
  const found = new Set(known.map(({ id }) => id));
  const gone = rows.flatMap(({ id, fqn }): Caller[] =>
    found.has(id) || fqn === null ? [] : [goneCaller(id, fqn)],
  );
  return [...known, ...gone];
}

function goneCaller(id: number, fqn: string): Caller {
  const name = fqn.split('#').at(-1) ?? fqn;
  return { id, symbol: { fqn, kind: 'unknown', name, file: null }, broken: false, active: false };
}

function callersOf(
  graph: Graph,
  ids: readonly number[],
  { edgesSurvive }: { readonly edgesSurvive: boolean },
): readonly Caller[] {
  return graph
    .prepare<[string], Parameters<typeof toSymbolRef>[0] & { deleted_at: string | null }>(`
      select ${symbolRefColumns}, s.deleted_at
      from json_each(?) given
      join symbols s on s.id = given.value
      left join files f on f.id = s.file_id`)
    .all(JSON.stringify(ids))
    .map((row) => {
      const { fqn, kind, name, file } = toSymbolRef(row);
      const active = row.deleted_at === null;
      return {
        id: row.id,
        symbol: { fqn, kind, name, file },
        broken: edgesSurvive && active,
        active,
      };
    });
}

function entryPointsOf(graph: Graph, ids: readonly number[]): readonly LostEntryPoint[] {
  return graph
    .prepare<[string], LostEntryPoint>(`
      select s.fqn as symbol, e.entry_type, e.http_method, e.http_path, e.cron_expression, e.mq_queue,
        e.name
      from json_each(?) given
      join entry_points e on e.symbol_id = given.value and e.entry_type <> 'test'
      join symbols s on s.id = e.symbol_id
      order by s.fqn, e.id`)
    .all(JSON.stringify(ids));
}

function testsAmong(graph: Graph, ids: readonly number[]): readonly string[] {
  return graph
    .prepare<[string], { path: string }>(`
      select distinct f.path
      from json_each(?) given
      join symbols s on s.id = given.value
      join files f on f.id = s.file_id
      order by f.path`)
    .all(JSON.stringify(ids))
    .map(({ path }) => path)
    .filter(isTestFile);
}
