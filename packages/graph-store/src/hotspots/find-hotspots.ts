import type { Hotspot, HotspotOrder, Hotspots, HotspotUnit } from '@clew/contracts';
import { type Adjacency, reverse, valueAt } from '../adjacency/adjacency.ts';
import { countReachable, estimateReachable } from '../adjacency/count-reachable.ts';
import { loadEdges } from '../adjacency/load-edges.ts';
import { loadUnits, type Units } from '../adjacency/load-units.ts';
import type { Graph } from '../open-graph.ts';
import { relationCode } from '../schema/edge-code.ts';
import { graphCompleteness } from '../traverse/measure-completeness.ts';
import { countChanges } from './count-changes.ts';

/** Every way to use something; files use each other through their symbols. */
const uses = (
  ['calls', 'references', 'instantiates', 'inherits', 'implements', 'injects'] as const
).map(relationCode);

/** What is known of a unit before it is described; `dependants` may be an estimate. */
interface Measured {
  readonly unit: number;
  readonly fan_in: number;
  readonly fan_out: number;
  readonly dependants: number;
  readonly changes: number;
}

/**
 * Where much hangs on code that changes often: symbols or files of the project in the asked order,
 * largest first and then by name. `hotspotSchema` gives the formula of the score.
 *
 * A use of a member also counts as a use of those that override or implement it.
 */
export function findHotspots({
  ctx: { graph },
  input: { level = 'symbol', order = 'score', limit = 50 },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: {
    readonly level?: HotspotUnit | undefined;
    readonly order?: HotspotOrder | undefined;
    readonly limit?: number | undefined;
  };
}): Hotspots {
  const units = loadUnits(graph, level);
  const outgoing = loadEdges(graph, units, { relations: uses, types: true, dispatch: true });
  const incoming = reverse(outgoing);
  const estimates = estimateReachable(incoming);
  const changes = countChanges(graph, units);
  const measured = units.names
    .map(
      (_, unit): Measured => ({
        unit,
        fan_in: degree(incoming, unit),
        fan_out: degree(outgoing, unit),
        dependants: estimates[unit] ?? 0,
        changes: changes.of(unit),
      }),
    )
    .filter(({ fan_in, fan_out, changes: changed }) => fan_in + fan_out + changed > 0);
  const chosen = sorted(measured, order)
    .slice(0, limit)
    .map((each) => ({ ...each, dependants: countReachable(incoming, each.unit) }));
  return {
    level,
    order,
    items: sorted(chosen, order).map((each) => describe(graph, units, level, each)),
    total: measured.length,
    truncated: measured.length > limit,
    changes_since: changes.since,
    completeness: graphCompleteness(graph, { importsOnly: false }),
  };
}

function degree({ offsets }: Adjacency, unit: number): number {
  return valueAt(offsets, unit + 1) - valueAt(offsets, unit);
}

/** The formula of `hotspotSchema`. */
function scoreOf({ fan_in, fan_out, dependants, changes }: Measured): number {
  return (1 + changes) * Math.log2(2 + fan_in * fan_out) * Math.log2(2 + dependants);
}

function sorted(measured: readonly Measured[], order: HotspotOrder): readonly Measured[] {
  const value = (each: Measured) => (order === 'score' ? scoreOf(each) : each[order]);
  // Units are numbered by name.
  return [...measured].sort((a, b) => value(b) - value(a) || a.unit - b.unit);
}

interface PlaceRow {
  readonly kind: string;
  readonly file: string | null;
  readonly line: number | null;
}

function describe(
  graph: Graph,
  units: Units,
  level: HotspotUnit,
  { unit, ...numbers }: Measured,
): Hotspot {
  const name = units.names[unit] ?? '';
  const place = graph
    .prepare<[string], PlaceRow>(`
      select s.kind, f.path as file, s.start_line as line
      from symbols s
      left join files f on f.id = s.file_id
      where s.fqn = ?`)
    .get(name);
  const { kind, file, line } =
    level === 'symbol' && place !== undefined ? place : { kind: 'file', file: name, line: null };
  const score = Number(scoreOf({ unit, ...numbers }).toFixed(2));
  return { name, kind, file, line, ...numbers, score };
}
