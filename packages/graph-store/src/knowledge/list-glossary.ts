import type { GlossaryTerm, Page } from '@clew/contracts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Graph } from '../open-graph.ts';
import { escapeLike } from '../symbols/search-pattern.ts';
import { type GlossaryRow, selectTerms, toTerm } from './glossary-row.ts';
import type { SourceRefRow } from './source-ref.ts';

export interface ListGlossaryInput {
  /** Only terms that contain this, or a synonym or the meaning of which does. */
  readonly q?: string | undefined;
  /** Only those of the symbol with this name. */
  readonly symbol?: string | undefined;
  /** Only those whose source has changed since; with false, only the others. */
  readonly stale?: boolean | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/**
 * The terms of the codebase and of its active symbols, by term.
 *
 * @throws GraphError `cursor_invalid`
 */
export function listGlossary({
  ctx: { graph },
  input: { q = '', symbol, stale, cursor, limit = 50 },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: ListGlossaryInput;
}): Page<GlossaryTerm> {
  const after = cursor === undefined ? null : decodeCursor(cursor, ['string', 'number']);
  const rows = graph
    .prepare<[Readonly<Record<string, string | number | null>>], GlossaryRow & SourceRefRow>(`
      ${selectTerms}
      where s.deleted_at is null
        and (:symbol is null or s.fqn = :symbol)
        and (:stale is null or g.is_stale = :stale)
        and (:like is null or g.code_term like :like escape '\\'
          or g.business_meaning like :like escape '\\'
          or exists (select 1 from json_each(g.synonyms) y where y.value like :like escape '\\'))
        and (:after is null or (g.code_term collate nocase, g.id) > (:after, :id))
      order by g.code_term collate nocase, g.id
      limit :limit`)
    .all({
      symbol: symbol ?? null,
      stale: stale === undefined ? null : Number(stale),
      like: q === '' ? null : `%${escapeLike(q)}%`,
      after: after?.[0] ?? null,
      id: after?.[1] ?? 0,
      limit: limit + 1,
    });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toTerm),
    next_cursor:
      rows.length > limit && last !== undefined
        ? encodeCursor([last.code_term, last.term_id])
        : null,
  };
}
