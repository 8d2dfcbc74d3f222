import {
  dependencyStrengthSchema,
  dependencyTypeSchema,
  entryTypeSchema,
  type ImpactedSymbol,
  type Reach,
  type ReachedEntryPoint,
  type ReachedTest,
  type TouchedSystem,
} from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { relationCode, relationName } from '../schema/edge-code.ts';
import { type SymbolRefRow, symbolRefColumns, toSymbolRef } from '../symbols/symbol-row.ts';
import { assessRisk } from './assess-risk.ts';
import { type FoundTest, findReachedTests } from './find-reached-tests.ts';
import { incomingCompleteness } from './measure-completeness.ts';
import { type Reached, reachBackwards } from './reach-backwards.ts';
import { type AnswerSymbols, answerSymbols } from './symbol-refs.ts';
import { describePaths, stepsOf } from './trace-paths.ts';

/** Where a change begins. */
export interface ReachInput {
  /** Ids of what is changed. */
  readonly seeds: readonly number[];
  /** Those of them that are files whose own top level is changed. */
  readonly loaded?: readonly number[];
  /** Test files that are changed themselves, by path, whether the graph knows them or not. */
  readonly changedTests?: readonly string[];
  /** Changed files that the graph does not know, by path. */
  readonly unknownFiles?: readonly string[];
  readonly depth: number;
  readonly limit: number;
}

/** Distances of what is found, nearest first; 0 is what is changed. */
type Depths = ReadonlyMap<number, number>;

/**
 * Everything that reaches the seeds: symbols, entry points, tests, and the systems that they and the
 * seeds talk to, with a path for each entry point and test. A file that imports a seed, but of which
 * no symbol is reached, is listed itself.
 */
export function describeReach(graph: Graph, input: ReachInput): Reach {
  const { seeds, loaded = [], depth, limit } = input;
  const reach = reachBackwards(graph, { seeds, depth, loaded });
  const importing = importers(graph, seeds, reach.reached);
  const reached = [...importing, ...reach.reached].sort((a, b) => a.depth - b.depth);
  const depths: Depths = new Map([
    ...seeds.map((id) => [id, 0] as const),
    ...reached.map((each) => [each.id, each.depth] as const),
  ]);
  // First, for they need the most of each symbol.
  const answer = answerSymbols(graph);
  const items = describeItems(answer, nearest(reached, limit)).slice(0, limit);
  const entries = entryPointsOf(graph, depths);
  const entryPoints = entries.filter(({ row }) => row.entry_type !== 'test');
  const { tests, symbols: inTests } = findReachedTests(answer, {
    depths,
    declared: new Set(entries.flatMap(({ row }) => (row.entry_type === 'test' ? row.id : []))),
    changed: input.changedTests ?? [],
  });
  const systems = systemsOf(graph, depths);
  const told = { entryPoints: entryPoints.slice(0, limit), tests: tests.slice(0, limit) };
  const stepsTo = stepsOf({ ...reach, reached });
  const paths = describePaths(graph, [
    ...told.entryPoints.map(({ row }) => stepsTo(row.id)),
    ...told.tests.map(({ id }) => (id === null ? [] : stepsTo(id))),
  ]);
  const testPaths = paths.slice(told.entryPoints.length);
  return {
    max_depth: depth,
    total: reached.length,
    by_depth: countByDepth(reached),
    items,
    truncated: reached.length > limit,
    entry_points: told.entryPoints.map((each, at) => toEntryPoint(each, paths[at] ?? [])),
    entry_points_total: entryPoints.length,
    external_systems: systems.slice(0, limit).map(toSystem),
    external_systems_total: systems.length,
    tests: describeTests(answer, told.tests).map((test, at) => ({
      ...test,
      path: testPaths[at] ?? [],
    })),
    tests_total: tests.length,
    risk: assessRisk({
      affected_symbols: reached.length - inTests,
      entry_points: entryPoints.length,
      external_systems: new Set(systems.map(({ row }) => `${row.dependency_type} ${row.target}`))
        .size,
      no_tests: tests.length === 0 ? reached.length : 0,
    }),
    completeness: incomingCompleteness(graph, {
      targets: [...seeds, ...reached.filter((each) => each.depth < depth).map(({ id }) => id)],
      listsReferences: true,
      unknownFiles: input.unknownFiles ?? [],
    }),
  };
}

function countByDepth(reached: readonly Reached[]): Reach['by_depth'] {
  const counts = new Map<number, number>();
  for (const { depth } of reached) counts.set(depth, (counts.get(depth) ?? 0) + 1);
  return [...counts].map(([depth, count]) => ({ depth, count }));
}

/** Whole levels until there are enough: within a level the order is by name, which is not read yet. */
function nearest(reached: readonly Reached[], limit: number): readonly Reached[] {
  const last = reached[Math.min(limit, reached.length) - 1];
  return last === undefined ? [] : reached.filter(({ depth }) => depth <= last.depth);
}

/** Files that import a seed, at distance 1, unless a symbol in them is reached anyway. */
function importers(
  graph: Graph,
  seeds: readonly number[],
  direct: readonly Reached[],
): readonly Reached[] {
  const relation = relationCode('imports');
  const rows = graph
    .prepare<[string, number], { id: number; file_id: number | null; via: number }>(`
      select e.from_id as id, s.file_id, min(e.to_id) as via
      from json_each(?) seed
      join edges e on e.to_id = seed.value and e.relation = ?
      join symbols s on s.id = e.from_id and s.deleted_at is null
      group by e.from_id`)
    .all(JSON.stringify(seeds), relation);
  if (rows.length === 0) return [];
  const listed = new Set([...seeds, ...direct.map(({ id }) => id)]);
  const files = graph
    .prepare<[string], { file_id: number | null }>(
      'select distinct file_id from symbols where id in (select value from json_each(?))',
    )
    .all(JSON.stringify([...listed]));
  const reachedFiles = new Set(files.map(({ file_id }) => file_id));
  return rows
    .filter(({ id, file_id }) => !listed.has(id) && !reachedFiles.has(file_id))
    .map(({ id, via }) => ({ id, depth: 1, via, relation, bridged: false }));
}

/** The symbols of these ids, nearest first and then by fqn. */
function describeItems(
  answer: AnswerSymbols,
  reached: readonly Reached[],
): readonly ImpactedSymbol[] {
  const symbols = answer.refs(reached.flatMap(({ id, via }) => [id, via]));
  return reached
    .flatMap(({ id, depth, via, relation }): readonly ImpactedSymbol[] => {
      const symbol = symbols.get(id);
      const by = symbols.get(via);
      if (symbol === undefined || by === undefined) return [];
      return [{ symbol, depth, via: { fqn: by.fqn, relation: relationName(relation) } }];
    })
    .sort((a, b) => a.depth - b.depth || (a.symbol.fqn < b.symbol.fqn ? -1 : 1));
}

/** Rows about some of the found symbols, nearest first; ties stay in the order of the rows. */
function byDepth<Row extends { readonly id: number }>(
  rows: readonly Row[],
  depths: Depths,
): readonly { readonly row: Row; readonly depth: number }[] {
  return rows
    .map((row) => ({ row, depth: depths.get(row.id) ?? 0 }))
    .sort((a, b) => a.depth - b.depth);
}

interface EntryPointRow extends SymbolRefRow {
  readonly entry_type: string;
  readonly http_method: string | null;
  readonly http_path: string | null;
  readonly cron_expression: string | null;
  readonly mq_queue: string | null;
  readonly entry_name: string | null;
}

type FoundEntryPoint = ReturnType<typeof entryPointsOf>[number];

function entryPointsOf(graph: Graph, depths: Depths) {
  const rows = graph
    .prepare<[string], EntryPointRow>(`
      select ${symbolRefColumns}, e.entry_type, e.http_method, e.http_path, e.cron_expression,
        e.mq_queue, e.name as entry_name
      from json_each(?) given
      join entry_points e on e.symbol_id = given.value
      join symbols s on s.id = e.symbol_id
      left join files f on f.id = s.file_id
      order by s.fqn, e.http_path, e.http_method, e.id`)
    .all(JSON.stringify([...depths.keys()]));
  return byDepth(rows, depths);
}

function toEntryPoint(
  { row, depth }: FoundEntryPoint,
  path: ReachedEntryPoint['path'],
): ReachedEntryPoint {
  const { http_method, http_path, cron_expression, mq_queue } = row;
  return {
    symbol: toSymbolRef(row),
    entry_type: entryTypeSchema.parse(row.entry_type),
    http_method,
    http_path,
    cron_expression,
    mq_queue,
    name: row.entry_name,
    depth,
    path,
  };
}

interface SystemRow extends SymbolRefRow {
  readonly dependency_type: string;
  readonly target: string | null;
  readonly strength: string;
}

function systemsOf(graph: Graph, depths: Depths) {
  const rows = graph
    .prepare<[string], SystemRow>(`
      select distinct ${symbolRefColumns}, d.dependency_type, d.target, d.strength
      from json_each(?) given
      join external_dependencies d on d.caller_id = given.value
      join symbols s on s.id = d.caller_id
      left join files f on f.id = s.file_id
      order by s.fqn, d.dependency_type, d.target`)
    .all(JSON.stringify([...depths.keys()]));
  return byDepth(rows, depths);
}

function toSystem({ row, depth }: ReturnType<typeof systemsOf>[number]): TouchedSystem {
  return {
    symbol: toSymbolRef(row),
    dependency_type: dependencyTypeSchema.parse(row.dependency_type),
    target: row.target,
    strength: dependencyStrengthSchema.parse(row.strength),
    depth,
  };
}

function describeTests(
  answer: AnswerSymbols,
  tests: readonly FoundTest[],
): readonly Omit<ReachedTest, 'path'>[] {
  const symbols = answer.refs(tests.flatMap(({ id }) => id ?? []));
  return tests.map(({ id, file, depth }) => ({
    file,
    symbol: id === null ? null : (symbols.get(id) ?? null),
    depth,
  }));
}
