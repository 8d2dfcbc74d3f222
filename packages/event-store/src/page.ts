import type { Page } from '@clew/contracts';
import { type CursorList, type CursorPosition, decodeCursor, encodeCursor } from './cursor.ts';

export function startOfPage(
  list: CursorList,
  cursor: string | undefined,
): CursorPosition | undefined {
  return cursor === undefined ? undefined : decodeCursor(list, cursor);
}

/**
 * The first `limit` of rows that were read with a limit one higher: the extra row only says that
 * there is a next page.
 */
export function cutPage<Row>(
  list: CursorList,
  rows: readonly Row[],
  limit: number,
  positionOf: (row: Row) => CursorPosition,
): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const next_cursor =
    rows.length > limit && last !== undefined ? encodeCursor(list, positionOf(last)) : null;
  return { items, next_cursor };
}
