import type { Page, SourceFile } from '@clew/contracts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Graph } from '../open-graph.ts';
import { escapeLike } from '../symbols/search-pattern.ts';

/**
 * The indexed files by path; with `q`, those whose path contains it.
 *
 * @throws GraphError `cursor_invalid`
 */
export function listFiles({
  ctx: { graph },
  input: { q = '', cursor, limit = 50 },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: {
    readonly q?: string | undefined;
    readonly cursor?: string | undefined;
    readonly limit?: number | undefined;
  };
}): Page<SourceFile> {
  const [after] = cursor === undefined ? [''] : decodeCursor(cursor, ['string']);
  const rows = graph
    .prepare<[string, string, number], { path: string; language: string; content_hash: string }>(`
      select path, language, coalesce(content_hash, '') as content_hash
      from files
      where path > ? and path like ? escape '\\' and deleted_at is null
      order by path
      limit ?`)
    .all(String(after), `%${escapeLike(q)}%`, limit + 1);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items,
    next_cursor: rows.length > limit && last !== undefined ? encodeCursor([last.path]) : null,
  };
}
