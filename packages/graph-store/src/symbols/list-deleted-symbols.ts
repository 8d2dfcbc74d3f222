import type { DeletedSymbol, Page } from '@clew/contracts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Graph } from '../open-graph.ts';
import { relationCode } from '../schema/edge-code.ts';
import { escapeLike } from './search-pattern.ts';
import { type SymbolRow, selectSymbols, toSymbol } from './symbol-row.ts';

interface DeletedRow extends SymbolRow {
  readonly deleted_at: string;
  readonly container: string | null;
  readonly members: number;
  readonly broken_references: number;
}

/** Of a row of the page; those that were deleted at another time stay deleted when it is restored. */
const counted = `
  case when container.deleted_at is null then null else d.parent end as container,
  (with recursive subtree(id) as (
     select d.id
     union
     select c.id from subtree join symbols c on c.parent_id = subtree.id
   )
   select count(*) - 1 from subtree join symbols c on c.id = subtree.id
   where c.deleted_at = d.deleted_at) as members,
  (select count(*) from edges e join symbols f on f.id = e.from_id and f.deleted_at is null
   where e.to_id = d.id and e.relation <> ${relationCode('contains')}) as broken_references`;

/**
 * The soft-deleted symbols, the latest first. Those that went with what contains them are left out
 * unless a text or a name is asked for.
 *
 * @throws GraphError `cursor_invalid`
 */
export function listDeletedSymbols({
  ctx: { graph },
  input: { q = '', symbol, cursor, limit = 50 },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: {
    /** Only those whose fully qualified name contains this. */
    readonly q?: string | undefined;
    /** Only the one with this name. */
    readonly symbol?: string | undefined;
    readonly cursor?: string | undefined;
    readonly limit?: number | undefined;
  };
}): Page<DeletedSymbol> {
  const after = cursor === undefined ? null : decodeCursor(cursor, ['string', 'number']);
  const rows = graph
    .prepare<[Readonly<Record<string, string | number | null>>], DeletedRow>(`
      select d.*, ${counted}
      from (
        ${selectSymbols}
        where s.deleted_at is not null
          and (:symbol is null or s.fqn = :symbol)
          and (:like is null or s.fqn like :like escape '\\')
          and (:like is not null or :symbol is not null or p.deleted_at is not s.deleted_at)
          and (:after is null or (s.deleted_at, s.id) < (:after, :id))
        order by s.deleted_at desc, s.id desc
        limit :limit) d
      left join symbols container on container.fqn = d.parent
      order by d.deleted_at desc, d.id desc`)
    .all({
      symbol: symbol ?? null,
      like: q === '' ? null : `%${escapeLike(q)}%`,
      after: after?.[0] ?? null,
      id: after?.[1] ?? 0,
      limit: limit + 1,
    });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => ({
      ...toSymbol(row),
      deleted_at: row.deleted_at,
      container: row.container,
      members: row.members,
      broken_references: row.broken_references,
    })),
    next_cursor:
      rows.length > limit && last !== undefined ? encodeCursor([last.deleted_at, last.id]) : null,
  };
}
