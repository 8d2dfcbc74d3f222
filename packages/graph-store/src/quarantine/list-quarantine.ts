import type { QuarantinePage } from '@clew/contracts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Graph } from '../open-graph.ts';
import { findObstacle } from './find-obstacle.ts';
import { type QuarantineEntry, selectEntries } from './quarantine-entry.ts';

/**
 * Rows that a migration could not take along, or not unchanged, the latest put away first, each with what
 * keeps it from being put back.
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
  const entries = graph
    .prepare<[number, number], QuarantineEntry>(`
      ${selectEntries} where id < ? order by id desc limit ?`)
    .all(Number(before), limit + 1);
  const page = entries.slice(0, limit);
  const last = page.at(-1);
  const count = graph
    .prepare<[], { count: number }>('select count(*) as count from orphan_quarantine')
    .get();
  return {
    items: page.map((entry) => {
      const { table_name, row, ...rest } = entry;
      return {
        ...rest,
        table: table_name,
        row: JSON.parse(row),
        obstacle: findObstacle(graph, entry),
      };
    }),
    total: count?.count ?? 0,
    next_cursor: entries.length > limit && last !== undefined ? encodeCursor([last.id]) : null,
  };
}
