import type { Page, Summary, SummaryLevel } from '@clew/contracts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Graph } from '../open-graph.ts';
import { escapeLike } from '../symbols/search-pattern.ts';
import type { SymbolRefRow } from '../symbols/symbol-row.ts';
import { type SummaryRow, selectSummaries, toSummary } from './summary-row.ts';

export interface ListSummariesInput {
  /** Only those of the symbol with this name. */
  readonly symbol?: string | undefined;
  readonly level?: SummaryLevel | undefined;
  /** Only those whose source has changed since; with false, only the others. */
  readonly stale?: boolean | undefined;
  /** Only those whose text or symbol contains this. */
  readonly q?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/**
 * The summaries of active symbols, by symbol and level.
 *
 * @throws GraphError `cursor_invalid`
 */
export function listSummaries({
  ctx: { graph },
  input: { symbol, level, stale, q = '', cursor, limit = 50 },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: ListSummariesInput;
}): Page<Summary> {
  const after = cursor === undefined ? null : decodeCursor(cursor, ['string', 'string', 'number']);
  const rows = graph
    .prepare<[Readonly<Record<string, string | number | null>>], SummaryRow & SymbolRefRow>(`
      ${selectSummaries}
      where (:symbol is null or s.fqn = :symbol)
        and (:level is null or m.level = :level)
        and (:stale is null or m.is_stale = :stale)
        and (:like is null or m.summary like :like escape '\\' or s.fqn like :like escape '\\')
        and (:after is null or (s.fqn, m.level, m.id) > (:after, :afterLevel, :id))
      order by s.fqn, m.level, m.id
      limit :limit`)
    .all({
      symbol: symbol ?? null,
      level: level ?? null,
      stale: stale === undefined ? null : Number(stale),
      like: q === '' ? null : `%${escapeLike(q)}%`,
      after: after?.[0] ?? null,
      afterLevel: after?.[1] ?? '',
      id: after?.[2] ?? 0,
      limit: limit + 1,
    });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toSummary),
    next_cursor:
      rows.length > limit && last !== undefined
        ? encodeCursor([last.fqn, last.level, last.summary_id])
        : null,
  };
}
