import {
  type Cycle,
  type CycleHop,
  type CycleReport,
  type CycleUnit,
  maxCycleMembers,
  type Relation,
} from '@clew/contracts';
import {
  dispatchCondition,
  type EdgeChoice,
  edgeCondition,
  loadEdges,
} from '../adjacency/load-edges.ts';
import { loadUnits, type Units } from '../adjacency/load-units.ts';
import { shortestCycle } from '../adjacency/shortest-cycle.ts';
import { stronglyConnected } from '../adjacency/strongly-connected.ts';
import type { Graph } from '../open-graph.ts';
import { relationCode, relationName } from '../schema/edge-code.ts';
import { graphCompleteness } from './measure-completeness.ts';

/** What makes a cycle at a level when nothing else is asked for. */
export const cycleRelations: Readonly<Record<CycleUnit, readonly Relation[]>> = {
  symbol: ['calls', 'instantiates'],
  file: ['imports'],
  package: ['imports'],
};

/**
 * The strongly connected components of the project, each with a shortest cycle: symbols that call
 * each other, files or packages that import each other. A symbol that calls itself is no cycle. A
 * call of a member also leads to those that override or implement it, when calls are asked for.
 *
 * @param input.types whether imports of types alone count; they do not otherwise
 */
export function findCycles({
  ctx: { graph },
  input: { level = 'file', relations = cycleRelations[level], types = false, limit = 50 },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: {
    readonly level?: CycleUnit | undefined;
    readonly relations?: readonly Relation[] | undefined;
    readonly types?: boolean | undefined;
    readonly limit?: number | undefined;
  };
}): CycleReport {
  const choice = {
    relations: relations.map(relationCode),
    types,
    dispatch: relations.includes('calls'),
  };
  const units = loadUnits(graph, level);
  const adjacency = loadEdges(graph, units, choice);
  const { component } = stronglyConnected(adjacency);
  const components = groupMembers(component)
    .filter((members) => members.length > 1)
    .sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0));
  const describe = (members: readonly number[]): Cycle => ({
    size: members.length,
    members: members.slice(0, maxCycleMembers).map((unit) => units.names[unit] ?? ''),
    example: hopsOf(graph, units, choice, shortestCycle(adjacency, component, members)),
  });
  return {
    level,
    relations: [...relations],
    items: components.slice(0, limit).map(describe),
    total: components.length,
    truncated: components.length > limit,
    completeness: graphCompleteness(graph, {
      importsOnly: relations.every((r) => r === 'imports'),
    }),
  };
}

/** The members of each component, ascending. */
function groupMembers(component: Int32Array): number[][] {
  const members = new Map<number, number[]>();
  component.forEach((number, unit) => {
    const others = members.get(number);
    if (others === undefined) members.set(number, [unit]);
    else others.push(unit);
  });
  return [...members.values()];
}

interface HopRow {
  readonly from_symbol: string;
  readonly to_symbol: string;
  readonly relation: number;
  readonly file: string | null;
  readonly line: number;
}

function hopsOf(
  graph: Graph,
  units: Units,
  choice: EdgeChoice,
  cycle: readonly number[],
): CycleHop[] {
  const symbols = new Map(cycle.map((unit) => [unit, JSON.stringify(units.symbolsOf(unit))]));
  return cycle.map((from, at) => {
    const to = cycle[(at + 1) % cycle.length] ?? from;
    const ends = [symbols.get(from) ?? '[]', symbols.get(to) ?? '[]'] as const;
    const direct = firstEdge(graph, edgeCondition(choice), ends);
    const row = direct ?? firstEdge(graph, dispatchCondition, [ends[1], ends[0]]);
    if (row === undefined) throw new Error('A hop of a cycle has no edge');
    const dispatch = direct === undefined;
    return {
      from: units.names[from] ?? '',
      to: units.names[to] ?? '',
      relation: relationName(row.relation),
      from_symbol: dispatch ? row.to_symbol : row.from_symbol,
      to_symbol: dispatch ? row.from_symbol : row.to_symbol,
      file: row.file,
      line: row.line,
      dispatch,
    };
  });
}

/** The first edge by relation, file and line that leads from some of the symbols to some others. */
function firstEdge(
  graph: Graph,
  condition: string,
  [from, to]: readonly [from: string, to: string],
): HopRow | undefined {
  return graph
    .prepare<[string, string], HopRow>(`
      select f.fqn as from_symbol, t.fqn as to_symbol, e.relation, p.path as file, e.line
      from json_each(?) given
      join edges e on e.from_id = given.value
      join symbols f on f.id = e.from_id
      join symbols t on t.id = e.to_id
      left join files p on p.id = e.file_id
      where +e.to_id in (select value from json_each(?)) and ${condition}
      order by e.relation, p.path, e.line, f.fqn, t.fqn
      limit 1`)
    .get(from, to);
}
