import type { Symbol as GraphSymbol, Page, SymbolKind, SymbolOrigin } from '@clew/contracts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Graph } from '../open-graph.ts';
import { allTextsQuery } from './search-index.ts';
import { escapeLike, searchPattern } from './search-pattern.ts';
import { type SymbolRow, selectSymbolsWith, toSymbol } from './symbol-row.ts';

export interface SearchSymbolsInput {
  /**
   * Text to find in names, fully qualified names, signatures and summaries: as it is, as camelCase
   * (`opGr`), or as words in any order (`graph open`). Absent or empty finds all.
   */
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

const summaryText =
  "coalesce((select group_concat(m.summary, ' ') from summaries m where m.target_id = s.id), '')";

/*
 * Smaller is better: the exact name, the exact name in another case, a name that starts with the
 * text, camelCase at the start, the text inside the name, camelCase inside it, the text elsewhere in
 * the fqn, every word in the fqn, every word in fqn, signature and summaries together. Within a rank
 * the project's own symbols come before those of libraries.
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
    when not exists (
      select 1 from json_each(:words) w where s.fqn not like w.value escape '\\') then 7
    when not exists (
      select 1 from json_each(:words) w
      where s.fqn || ' ' || coalesce(s.signature, '') || ' ' || ${summaryText}
        not like w.value escape '\\') then 8
  end * 2 + (s.origin <> 'project')`;

const filters = `
  s.deleted_at is null
  and (:kind is null or s.kind = :kind)
  and (:origin is null or s.origin = :origin)
  and (:file is null or s.file_id = (select id from files where path = :file))`;

const rankedPage = (candidates: string): string => `
  select * from (
    ${selectSymbolsWith(`${rank} as rank, length(s.name) as name_length`)}
    where ${filters} ${candidates}
  )
  where rank is not null and (rank, name_length, fqn) > (:rank, :length, :fqn)
  order by rank, name_length, fqn
  limit :limit`;

/** Where to look for candidates, and the rank below which nothing can be anywhere else. */
interface Place {
  readonly condition: string;
  readonly completeBelow: number;
}

/**
 * The places to look at, narrowest first: names that begin with the text, then names that begin with
 * the first part of a camelCase text, then whatever the index of trigrams names. A page that is full of
 * what is complete in one place needs no other.
 */
function placesOf(q: string, texts: readonly string[], isCamelCase: boolean): readonly Place[] {
  const everything = { completeBelow: Number.POSITIVE_INFINITY };
  if (q === '') return [{ ...everything, condition: '' }];
  const inside =
    allTextsQuery(texts) === null
      ? ''
      : 'and s.id in (select rowid from symbol_search where symbol_search match :texts)';
  return [
    { condition: `and (s.name like :prefix escape '\\' or s.fqn = :exact)`, completeBelow: 6 },
    ...(isCamelCase
      ? [
          {
            condition: `and (s.name like :firstHump escape '\\' or s.fqn = :exact)`,
            completeBelow: 8,
          },
        ]
      : []),
    { ...everything, condition: inside },
  ];
}

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
  const { kind, file, origin, cursor, limit = 50 } = input;
  const q = (input.q ?? '').trim();
  const { humps, ...patterns } = searchPattern(q);
  const words = q.split(/\s+/).filter((word) => word !== '');
  const after =
    cursor === undefined ? [-1, 0, ''] : decodeCursor(cursor, ['number', 'number', 'string']);
  const parameters = {
    ...patterns,
    words: JSON.stringify(words.map((word) => `%${escapeLike(word)}%`)),
    kind: kind ?? null,
    file: file ?? null,
    origin: origin ?? null,
    rank: after[0] ?? -1,
    length: after[1] ?? 0,
    fqn: after[2] ?? '',
    limit: limit + 1,
  };
  const texts = humps ?? words;
  let rows: readonly RankedRow[] = [];
  for (const { condition, completeBelow } of placesOf(q, texts, humps !== null)) {
    rows = ctx.graph
      .prepare<[Readonly<Record<string, string | number | null>>], RankedRow>(rankedPage(condition))
      .all({
        ...parameters,
        ...(condition.includes(':texts') ? { texts: allTextsQuery(texts) } : {}),
        ...(condition.includes(':firstHump')
          ? { firstHump: `${escapeLike(humps?.[0] ?? '')}%` }
          : {}),
      });
    if (rows.length > limit && (rows.at(-1)?.rank ?? 0) < completeBelow) break;
  }
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
