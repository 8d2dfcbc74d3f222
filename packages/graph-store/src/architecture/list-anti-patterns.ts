import {
  type AntiPattern,
  type AntiPatternQuery,
  antiPatternSchema,
  type Page,
  severitySchema,
} from '@clew/contracts';
import { symbolsById } from '../changes/symbols-by-id.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Graph } from '../open-graph.ts';

interface AntiPatternRow {
  readonly id: number;
  readonly rule: string;
  readonly from_id: number;
  readonly to_id: number | null;
  readonly severity: string;
  readonly message: string | null;
  readonly details: string | null;
  readonly detected_at: string;
}

/** What a row says that was there before details were recorded. */
const noDetails = { sites: [], sites_total: 0, cycle: null, status: 'new' };

/**
 * What breaks the architecture, as the last index run recorded it, in the order in which it came.
 *
 * @throws GraphError `cursor_invalid`
 */
export function listAntiPatterns({
  ctx: { graph },
  input: { rule, severity, status, cursor, limit = 50 },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: Partial<AntiPatternQuery>;
}): Page<AntiPattern> {
  const [after] = cursor === undefined ? [0] : decodeCursor(cursor, ['number']);
  const rows = graph
    .prepare<unknown[], AntiPatternRow>(`
      select a.id, a.rule, a.from_id, a.to_id, a.severity, a.message, a.details, a.detected_at
      from anti_patterns a
      where a.id > :after
        and (:rule is null or a.rule = :rule)
        and (:severity is null or a.severity = :severity)
        and (:status is null or coalesce(a.details ->> 'status', 'new') = :status)
      order by a.id
      limit :limit`)
    .all({
      after: Number(after),
      rule: rule ?? null,
      severity: severity ?? null,
      status: status ?? null,
      limit: limit + 1,
    });
  const page = rows.slice(0, limit);
  const ids = page.flatMap(({ from_id, to_id }) => (to_id === null ? [from_id] : [from_id, to_id]));
  const symbols = symbolsById({ ctx: { graph }, input: { ids } });
  const last = page.at(-1);
  return {
    items: page.map((row) =>
      antiPatternSchema.parse({
        rule: row.rule,
        severity: severitySchema.parse(row.severity),
        message: row.message ?? row.rule,
        from: symbols.get(row.from_id),
        to: row.to_id === null ? null : symbols.get(row.to_id),
        ...(row.details === null ? noDetails : JSON.parse(row.details)),
        detected_at: row.detected_at,
      }),
    ),
    next_cursor: rows.length > limit && last !== undefined ? encodeCursor([last.id]) : null,
  };
}
