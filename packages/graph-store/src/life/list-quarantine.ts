import type { QuarantinedRow, QuarantinePage } from '@clew/contracts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Graph } from '../open-graph.ts';

interface Row extends Omit<QuarantinedRow, 'row' | 'table'> {
  readonly table_name: string;
  readonly row: string;
}

/**
 * Rows that a migration could not take along, or not unchanged, the latest put away first.
 *
 * @throws GraphError `cursor_invalid`
 */
export function listQuarantine({
  ctx: { graph },
  input: { cursor, limit = 50 },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly cursor?: string | undefined; readonly limit?: number | undefined };
}): QuarantinePage {
  const [before] =
    cursor === undefined ? [Number.MAX_SAFE_INTEGER] : decodeCursor(cursor, ['number']);
  const rows = graph
    .prepare<[number, number], Row>(`
      select id, table_name, type, row_id, row, reason, quarantined_at
      from orphan_quarantine where id < ? order by id desc limit ?`)
    .all(Number(before), limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const count = graph
    .prepare<[], { count: number }>('select count(*) as count from orphan_quarantine')
    .get();
  return {
    items: page.map(({ table_name, row, ...rest }) => ({
      ...rest,
      table: table_name,
      row: JSON.parse(row),
    })),
    total: count?.count ?? 0,
    next_cursor: rows.length > limit && last !== undefined ? encodeCursor([last.id]) : null,
  };
}
