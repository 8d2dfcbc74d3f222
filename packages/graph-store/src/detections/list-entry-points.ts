import { type EntryPoint, type EntryType, entryPointSchema, type Page } from '@clew/contracts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Graph } from '../open-graph.ts';
import { escapeLike } from '../symbols/search-pattern.ts';
import { type SymbolRefRow, symbolRefColumns, toSymbolRef } from '../symbols/symbol-row.ts';

interface EntryPointRow extends SymbolRefRow {
  readonly entry_id: number;
  readonly entry_type: string;
  readonly label: string;
  readonly http_method: string | null;
  readonly http_path: string | null;
  readonly cron_expression: string | null;
  readonly mq_queue: string | null;
  readonly entry_name: string | null;
  readonly resolution: string;
  readonly found_in: string | null;
  readonly line: number | null;
  readonly detector: string | null;
}

/** What an entry point is known by; a graph holds few enough of them to sort by it. */
const label = "coalesce(e.http_path, e.mq_queue, e.cron_expression, e.name, '')";

/**
 * The entry points of active symbols by type and then by what they are known by; with `q`, those whose
 * path, queue, schedule, name or symbol contains it.
 *
 * @throws GraphError `cursor_invalid`
 */
export function listEntryPoints({
  ctx: { graph },
  input: { type, q = '', cursor, limit = 50 },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: {
    readonly type?: EntryType | undefined;
    readonly q?: string | undefined;
    readonly cursor?: string | undefined;
    readonly limit?: number | undefined;
  };
}): Page<EntryPoint> {
  const after = cursor === undefined ? null : decodeCursor(cursor, ['string', 'string', 'number']);
  const rows = graph
    .prepare<[Readonly<Record<string, string | number | null>>], EntryPointRow>(`
      select ${symbolRefColumns}, e.id as entry_id, e.entry_type, ${label} as label, e.http_method,
        e.http_path, e.cron_expression, e.mq_queue, e.name as entry_name, e.resolution,
        p.path as found_in, e.line, e.detector
      from entry_points e
      join symbols s on s.id = e.symbol_id and s.deleted_at is null
      left join files f on f.id = s.file_id
      left join files p on p.id = e.file_id
      where (:type is null or e.entry_type = :type)
        and (:like is null or ${label} like :like escape '\\' or e.name like :like escape '\\'
          or s.fqn like :like escape '\\')
        and (:after is null or (e.entry_type, ${label}, e.id) > (:after, :label, :id))
      order by e.entry_type, label, e.id
      limit :limit`)
    .all({
      type: type ?? null,
      like: q === '' ? null : `%${escapeLike(q)}%`,
      after: after?.[0] ?? null,
      label: after?.[1] ?? '',
      id: after?.[2] ?? 0,
      limit: limit + 1,
    });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toEntryPoint),
    next_cursor:
      rows.length > limit && last !== undefined
        ? encodeCursor([last.entry_type, last.label, last.entry_id])
        : null,
  };
}

function toEntryPoint(row: EntryPointRow): EntryPoint {
  const { http_method, http_path, cron_expression, mq_queue, line, detector } = row;
  return {
    symbol: toSymbolRef(row),
    entry_type: entryPointSchema.shape.entry_type.parse(row.entry_type),
    http_method,
    http_path,
    cron_expression,
    mq_queue,
    name: row.entry_name,
    resolution: entryPointSchema.shape.resolution.parse(row.resolution),
    file: row.found_in,
    line,
    detector,
  };
}
