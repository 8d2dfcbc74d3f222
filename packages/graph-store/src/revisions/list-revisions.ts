import type { Page, Revision } from '@clew/contracts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Graph } from '../open-graph.ts';
import { type RevisionRow, toRevision } from './revision-row.ts';

/**
 * The index runs of a graph, newest first.
 *
 * @throws GraphError `cursor_invalid`
 */
export function listRevisions({
  ctx: { graph },
  input: { cursor, limit = 50 },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly cursor?: string | undefined; readonly limit?: number | undefined };
}): Page<Revision> {
  const [before] =
    cursor === undefined ? [Number.MAX_SAFE_INTEGER] : decodeCursor(cursor, ['number']);
  const rows = graph
    .prepare<[number, number], RevisionRow>(
      'select * from revisions where id < ? order by id desc limit ?',
    )
    .all(Number(before), limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toRevision),
    next_cursor: rows.length > limit && last !== undefined ? encodeCursor([last.id]) : null,
  };
}

/** The newest index run, or null before the first one. */
export function lastRevision(graph: Graph): Revision | null {
  return listRevisions({ ctx: { graph }, input: { limit: 1 } }).items[0] ?? null;
}
