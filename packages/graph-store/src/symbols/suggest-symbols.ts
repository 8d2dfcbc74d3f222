import { distance } from 'fastest-levenshtein';
import type { Graph } from '../open-graph.ts';
import { presentNames } from './present-names.ts';
import { anyPartQuery, symbolAt } from './search-index.ts';
import { escapeLike } from './search-pattern.ts';
import { simpleName } from './simple-name.ts';

const mostCandidates = 500;
/** A text that no symbol matches, for a name that is too short to have parts. */
const nothing = '"\u0001\u0001\u0001"';

/**
 * Active symbols whose names are close to a name that was not found, the closest first, after what had
 * that name before it was renamed. Candidates
 * are narrowed in SQL (same name, same beginning, same file, most parts in common) and ranked by edit distance, first of
 * the simple names and then of the whole ones.
 */
export function suggestSymbols({
  ctx,
  input,
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly fqn: string; readonly limit?: number };
}): readonly string[] {
  const { fqn, limit = 5 } = input;
  const wanted = simpleName(fqn);
  const name = wanted.toLowerCase();
  const beginning = escapeLike(wanted.slice(0, Math.max(2, Math.ceil(wanted.length / 3))));
  const container = fqn.includes('#') ? fqn.slice(0, fqn.indexOf('#') + 1) : `${fqn}#`;
  const rows = ctx.graph
    .prepare<[string, string, string, string, string], { fqn: string; name: string }>(`
      select fqn, name from (
        select fqn, name, 0 as rank from symbols where name = ? collate nocase and deleted_at is null
        union
        select fqn, name, 1 from symbols where fqn >= ? and fqn < ? and deleted_at is null
        union
        select fqn, name, 2 from symbols
        where name like ? escape '\\' and deleted_at is null
        union
        select fqn, name, 3 from symbols
        where deleted_at is null and id in (
          select ${symbolAt('rowid')} from symbol_search_name
          where symbol_search_name match ? order by rank limit ${mostCandidates})
      )
      order by rank, length(fqn), fqn
      limit ${mostCandidates}`)
    .all(wanted, container, `${container}\uffff`, `${beginning}%`, anyPartQuery(wanted) ?? nothing);
  const close = new Map<string, readonly [number, number]>();
  for (const row of rows) {
    const byName = distance(name, row.name.toLowerCase());
    if (byName > Math.max(2, Math.ceil(wanted.length / 2))) continue;
    close.set(row.fqn, [byName, distance(fqn, row.fqn)]);
  }
  const byCloseness = [...close]
    .sort(([a, [aName, aWhole]], [b, [bName, bWhole]]) => {
      return aName - bName || aWhole - bWhole || (a < b ? -1 : 1);
    })
    .map(([suggestion]) => suggestion);
  return [...new Set([...presentNames(ctx.graph, fqn), ...byCloseness])].slice(0, limit);
}
