import type { Constraint, ConstraintType, Page } from '@clew/contracts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Graph } from '../open-graph.ts';
import { escapeLike } from '../symbols/search-pattern.ts';
import { type ConstraintRow, selectConstraints, toConstraint } from './constraint-row.ts';
import type { SourceRefRow } from './source-ref.ts';

export interface ListConstraintsInput {
  /** Only constraints whose name or description contains this. */
  readonly q?: string | undefined;
  readonly type?: ConstraintType | undefined;
  /** Only those of the symbol with this name. */
  readonly symbol?: string | undefined;
  /** Only those whose source has changed since; with false, only the others. */
  readonly stale?: boolean | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/**
 * The constraints of the codebase and of its active symbols, by name.
 *
 * @throws GraphError `cursor_invalid`
 */
export function listConstraints({
  ctx: { graph },
  input: { q = '', type, symbol, stale, cursor, limit = 50 },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: ListConstraintsInput;
}): Page<Constraint> {
  const after = cursor === undefined ? null : decodeCursor(cursor, ['string', 'number']);
  const rows = graph
    .prepare<[Readonly<Record<string, string | number | null>>], ConstraintRow & SourceRefRow>(`
      ${selectConstraints}
      where s.deleted_at is null
        and (:type is null or c.constraint_type = :type)
        and (:symbol is null or s.fqn = :symbol)
        and (:stale is null or c.is_stale = :stale)
        and (:like is null or c.name like :like escape '\\' or c.description like :like escape '\\')
        and (:after is null or (c.name collate nocase, c.id) > (:after, :id))
      order by c.name collate nocase, c.id
      limit :limit`)
    .all({
      type: type ?? null,
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
    items: page.map(toConstraint),
    next_cursor:
      rows.length > limit && last !== undefined
        ? encodeCursor([last.constraint_name, last.constraint_id])
        : null,
  };
}
