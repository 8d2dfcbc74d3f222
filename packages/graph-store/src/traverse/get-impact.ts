import type { Impact, ImpactedSymbol } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { relationCode, relationName } from '../schema/edge-code.ts';
import { requireSymbol } from '../symbols/find-symbol.ts';
import { type SymbolRefRow, symbolRefColumns, toSymbolRef } from '../symbols/symbol-row.ts';
import { activeSubtree } from '../symbols/symbol-subtree.ts';
import { incomingCompleteness } from './measure-completeness.ts';
import { type Reached, reachBackwards } from './reach-backwards.ts';

interface ImpactRow extends SymbolRefRow {
  readonly depth: number;
  readonly via: string;
  readonly relation: number;
}

/**
 * "What breaks if I change this?": every symbol that reaches the target, or anything that the target
 * contains, through calls, references, instantiation, inheritance and injection, each once at its
 * shortest distance, nearest first and then by fqn. A file that imports the target, but of which no
 * symbol is reached, is listed itself.
 *
 * @throws GraphError `symbol_not_found`
 */
export function getImpact({
  ctx: { graph },
  input: { fqn, depth = 5, limit = 500 },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: {
    readonly fqn: string;
    readonly depth?: number | undefined;
    readonly limit?: number | undefined;
  };
}): Impact {
  const target = requireSymbol(graph, fqn);
  const seeds = activeSubtree(graph, target.id);
  const direct = reachBackwards(graph, { seeds, depth });
  const reached = [...importers(graph, seeds, direct), ...direct].sort((a, b) => a.depth - b.depth);
  const byDepth = new Map<number, number>();
  for (const each of reached) byDepth.set(each.depth, (byDepth.get(each.depth) ?? 0) + 1);
  return {
    target: toSymbolRef(target),
    max_depth: depth,
    total: reached.length,
    by_depth: [...byDepth].map(([level, count]) => ({ depth: level, count })),
    items: describe(graph, nearest(reached, limit)).slice(0, limit),
    truncated: reached.length > limit,
    completeness: incomingCompleteness(graph, [...seeds, ...reached.map(({ id }) => id)]),
  };
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
  const rows = graph
    .prepare<[string, number, string, string], { id: number; via: number }>(`
      select e.from_id as id, min(e.to_id) as via
      from json_each(?) seed
      join edges e on e.to_id = seed.value and e.relation = ?
      join symbols s on s.id = e.from_id and s.deleted_at is null
      where s.id not in (select value from json_each(?))
        and s.file_id not in (
          select r.file_id from symbols r
          where r.id in (select value from json_each(?)) and r.file_id is not null)
      group by e.from_id`)
    .all(
      JSON.stringify(seeds),
      relationCode('imports'),
      JSON.stringify([...seeds, ...direct.map(({ id }) => id)]),
      JSON.stringify([...seeds, ...direct.map(({ id }) => id)]),
    );
  return rows.map(({ id, via }) => ({ id, depth: 1, via, relation: relationCode('imports') }));
}

function describe(graph: Graph, reached: readonly Reached[]): readonly ImpactedSymbol[] {
  const rows = graph
    .prepare<[string], ImpactRow>(`
      select ${symbolRefColumns}, r.value ->> 'depth' as depth, r.value ->> 'relation' as relation,
        v.fqn as via
      from json_each(?) r
      join symbols s on s.id = r.value ->> 'id'
      join symbols v on v.id = r.value ->> 'via'
      left join files f on f.id = s.file_id
      order by depth, s.fqn`)
    .all(JSON.stringify(reached));
  return rows.map((row) => ({
    symbol: toSymbolRef(row),
    depth: row.depth,
    via: { fqn: row.via, relation: relationName(row.relation) },
  }));
}
