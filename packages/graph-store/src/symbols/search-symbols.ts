import type { Symbol as GraphSymbol, Page, SymbolKind, SymbolOrigin } from '@clew/contracts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Graph } from '../open-graph.ts';
import { searchPattern } from './search-pattern.ts';
import { type SymbolRow, selectSymbolsWith, toSymbol } from './symbol-row.ts';

export interface SearchSymbolsInput {
  /** Text to find in names and fully qualified names; absent or empty finds all. */
  readonly q?: string | undefined;
  readonly kind?: SymbolKind | undefined;
  /** Path of the file that defines the symbol. */
  readonly file?: string | undefined;
  readonly origin?: SymbolOrigin | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

interface RankedRow extends SymbolRow {
  readonly rank: number;
  readonly name_length: number;
}

/*
 * Smaller is better: the exact name, the exact name in another case, a name that starts with the
 * text, camelCase at the start, the text inside the name, camelCase inside it, the text elsewhere in
 * the fqn. Within a rank the project's own symbols come before those of libraries.
 */
const rank = `
  case
    when :exact = '' then 0
    when s.name = :exact or s.fqn = :exact then 0
    when s.name = :exact collate nocase then 1
    when s.name like :prefix escape '\\' then 2
    when s.name glob :camelStart then 3
    when s.name like :substring escape '\\' then 4
    when s.name glob :camelInside then 5
    when s.fqn like :substring escape '\\' then 6
  end * 2 + (s.origin <> 'project')`;

/**
 * Active symbols that match every given filter, the best match first, then the shorter name, then
 * by fqn; that order is total, so pages neither repeat nor miss a symbol.
 *
 * @throws GraphError `cursor_invalid`
 */
export function searchSymbols({
  ctx,
  input,
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: SearchSymbolsInput;
}): Page<GraphSymbol> {
  const { q = '', kind, file, origin, cursor, limit = 50 } = input;
  const { exact, prefix, substring, camelStart, camelInside } = searchPattern(q.trim());
  const after =
    cursor === undefined ? [-1, 0, ''] : decodeCursor(cursor, ['number', 'number', 'string']);
  const rows = ctx.graph
    .prepare<[Readonly<Record<string, string | number | null>>], RankedRow>(`
      select * from (
        ${selectSymbolsWith(`${rank} as rank, length(s.name) as name_length`)}
        where s.deleted_at is null
          and (:kind is null or s.kind = :kind)
          and (:origin is null or s.origin = :origin)
          and (:file is null or s.file_id = (select id from files where path = :file))
      )
      where rank is not null and (rank, name_length, fqn) > (:rank, :length, :fqn)
      order by rank, name_length, fqn
      limit :limit`)
    .all({
      exact,
      prefix,
      substring,
      camelStart,
      camelInside,
      kind: kind ?? null,
      file: file ?? null,
      origin: origin ?? null,
      rank: after[0] ?? -1,
      length: after[1] ?? 0,
      fqn: after[2] ?? '',
      limit: limit + 1,
    });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toSymbol),
    next_cursor:
      rows.length > limit && last !== undefined
        ? encodeCursor([last.rank, last.name_length, last.fqn])
        : null,
  };
}
