import type { Symbol as GraphSymbol, Page, SymbolKind, SymbolOrigin } from '@clew/contracts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Graph } from '../open-graph.ts';
import { escapeLike, searchPattern } from './search-pattern.ts';
import { searchTiers, selectTier } from './search-tiers.ts';
import { type SymbolRow, selectSymbols, toSymbol } from './symbol-row.ts';

export interface SearchSymbolsInput {
  /**
   * Text to find in names, fully qualified names, signatures and summaries: as it is, as camelCase
   * (`opGr`), or as words in any order (`graph open`). Less than three letters are looked for in
   * names only. Absent or empty finds all.
   */
  readonly q?: string | undefined;
  readonly kind?: SymbolKind | undefined;
  /** Path of the file that defines the symbol. */
  readonly file?: string | undefined;
  readonly origin?: SymbolOrigin | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

interface Found {
  readonly id: number;
  readonly rank: number;
  readonly place: number;
}

/**
 * Active symbols that match every given filter, the best match first, then those of the project, then
 * the shorter name, then the older symbol; that order is total, so pages neither repeat nor miss a
 * symbol. A search reads on only until its page is full.
 *
 * @throws GraphError `cursor_invalid`
 */
export function searchSymbols({
  ctx: { graph },
  input,
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: SearchSymbolsInput;
}): Page<GraphSymbol> {
  const { cursor, limit = 50 } = input;
  const [fromRank = 0, behind = -1] =
    cursor === undefined ? [] : decodeCursor(cursor, ['number', 'number']).map(Number);
  const found = find(graph, input, { rank: fromRank, place: behind }, limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    items: readSymbols(
      graph,
      page.map(({ id }) => id),
    ),
    next_cursor:
      found.length > limit && last !== undefined ? encodeCursor([last.rank, last.place]) : null,
  };
}

/** What matches behind a place of a rank. */
function find(
  graph: Graph,
  input: SearchSymbolsInput,
  from: Omit<Found, 'id'>,
  limit: number,
): readonly Found[] {
  const q = (input.q ?? '').trim();
  const { humps, ...patterns } = searchPattern(q);
  const words = q.split(/\s+/).filter((word) => word !== '');
  const file = input.file === undefined ? null : fileNumber(graph, input.file);
  if (file === undefined) return [];
  const parameters = {
    ...patterns,
    words: JSON.stringify(words.map((word) => `%${escapeLike(word)}%`)),
    kind: input.kind ?? null,
    origin: input.origin ?? null,
    file,
  };
  const found: Found[] = [];
  for (const tier of searchTiers({ humps, ...patterns }, words)) {
    if (tier.rank < from.rank) continue;
    const rows = graph
      .prepare<[Readonly<Record<string, string | number | null>>], Omit<Found, 'rank'>>(
        selectTier(tier, file !== null),
      )
      .all({
        ...parameters,
        match: tier.match,
        after: tier.rank === from.rank ? from.place : -1,
        limit: limit - found.length,
      });
    found.push(...rows.map((row) => ({ ...row, rank: tier.rank })));
    if (found.length === limit) break;
  }
  return found;
}

function fileNumber(graph: Graph, path: string): number | undefined {
  return graph.prepare<[string], { id: number }>('select id from files where path = ?').get(path)
    ?.id;
}

/** In the order of the ids. */
function readSymbols(graph: Graph, ids: readonly number[]): readonly GraphSymbol[] {
  return graph
    .prepare<[string], SymbolRow>(`
      ${selectSymbols} join json_each(?) given on given.value = s.id order by given.key`)
    .all(JSON.stringify(ids))
    .map(toSymbol);
}
