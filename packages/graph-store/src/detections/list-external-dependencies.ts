import {
  type DependencyType,
  type ExternalDependency,
  externalDependencySchema,
  type Page,
} from '@clew/contracts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Graph } from '../open-graph.ts';
import { requireSymbol } from '../symbols/find-symbol.ts';
import { escapeLike } from '../symbols/search-pattern.ts';
import { type SymbolRefRow, symbolRefColumns, toSymbolRef } from '../symbols/symbol-row.ts';
import { activeSubtree } from '../symbols/symbol-subtree.ts';

interface DependencyRow extends SymbolRefRow {
  readonly dependency_id: number;
  readonly dependency_type: string;
  readonly target: string | null;
  readonly strength: string;
  readonly found_in: string | null;
  readonly line: number | null;
  readonly detector: string | null;
}

/**
 * The systems that active symbols need, by type, target and caller; with `caller`, those that this
 * symbol or something that it contains needs.
 *
 * @throws GraphError `cursor_invalid`; `symbol_not_found` for a caller that is not there
 */
export function listExternalDependencies({
  ctx: { graph },
  input: { type, target = '', caller, cursor, limit = 50 },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: {
    readonly type?: DependencyType | undefined;
    readonly target?: string | undefined;
    readonly caller?: string | undefined;
    readonly cursor?: string | undefined;
    readonly limit?: number | undefined;
  };
}): Page<ExternalDependency> {
  const after =
    cursor === undefined ? null : decodeCursor(cursor, ['string', 'string', 'string', 'number']);
  const callers =
    caller === undefined ? null : activeSubtree(graph, requireSymbol(graph, caller).id);
  const rows = graph
    .prepare<[Readonly<Record<string, string | number | null>>], DependencyRow>(`
      select ${symbolRefColumns}, d.id as dependency_id, d.dependency_type, d.target, d.strength,
        p.path as found_in, d.line, d.detector
      from external_dependencies d
      join symbols s on s.id = d.caller_id and s.deleted_at is null
      left join files f on f.id = s.file_id
      left join files p on p.id = d.file_id
      where (:type is null or d.dependency_type = :type)
        and (:like is null or d.target like :like escape '\\')
        and (:callers is null or d.caller_id in (select value from json_each(:callers)))
        and (:after is null
          or (d.dependency_type, coalesce(d.target, ''), s.fqn, d.id) > (:after, :target, :fqn, :id))
      order by d.dependency_type, coalesce(d.target, ''), s.fqn, d.id
      limit :limit`)
    .all({
      type: type ?? null,
      like: target === '' ? null : `%${escapeLike(target)}%`,
      callers: callers === null ? null : JSON.stringify(callers),
      after: after?.[0] ?? null,
      target: after?.[1] ?? '',
      fqn: after?.[2] ?? '',
      id: after?.[3] ?? 0,
      limit: limit + 1,
    });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toDependency),
    next_cursor:
      rows.length > limit && last !== undefined
        ? encodeCursor([last.dependency_type, last.target ?? '', last.fqn, last.dependency_id])
        : null,
  };
}

function toDependency(row: DependencyRow): ExternalDependency {
  const { target, line, detector } = row;
  return {
    caller: toSymbolRef(row),
    dependency_type: externalDependencySchema.shape.dependency_type.parse(row.dependency_type),
    target,
    strength: externalDependencySchema.shape.strength.parse(row.strength),
    file: row.found_in,
    line,
    detector,
  };
}
