import type { Impact, ImpactedSymbol } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { relationCode, relationName } from '../schema/edge-code.ts';
import { requireSymbol } from '../symbols/find-symbol.ts';
import { type SymbolRefRow, symbolRefColumns, toSymbolRef } from '../symbols/symbol-row.ts';
import { activeSubtree } from '../symbols/symbol-subtree.ts';
import { incomingCompleteness } from './measure-completeness.ts';
import { type Reached, reachBackwards } from './reach-backwards.ts';

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
    completeness: incomingCompleteness(graph, {
      targets: [...seeds, ...reached.filter((each) => each.depth < depth).map(({ id }) => id)],
      listsReferences: true,
    }),
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
    .map(({ id, via }) => ({ id, depth: 1, via, relation }));
}

/** The symbols of these ids, nearest first and then by fqn. */
function describe(graph: Graph, reached: readonly Reached[]): readonly ImpactedSymbol[] {
  const ids = new Set(reached.flatMap(({ id, via }) => [id, via]));
  const rows = graph
    .prepare<[string], SymbolRefRow>(`
      select ${symbolRefColumns}
      from json_each(?) r
      join symbols s on s.id = r.value
      left join files f on f.id = s.file_id`)
    .all(JSON.stringify([...ids]));
  const symbols = new Map(rows.map((row) => [row.id, row]));
  return reached
    .flatMap(({ id, depth, via, relation }) => {
      const row = symbols.get(id);
      const by = symbols.get(via);
      return row === undefined || by === undefined ? [] : [{ row, by, depth, relation }];
    })
    .sort((a, b) => a.depth - b.depth || (a.row.fqn < b.row.fqn ? -1 : 1))
    .map(({ row, by, depth, relation }) => ({
      symbol: toSymbolRef(row),
      depth,
      via: { fqn: by.fqn, relation: relationName(relation) },
    }));
}
