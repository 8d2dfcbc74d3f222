import type { BrokenReference, BrokenReferencePage } from '@clew/contracts';
import { symbolsById } from '../changes/symbols-by-id.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Graph } from '../open-graph.ts';
import { relationCode, relationName } from '../schema/edge-code.ts';

interface Row {
  readonly id: number;
  readonly from_id: number;
  readonly to_id: number;
  readonly relation: number;
  readonly line: number;
  readonly file: string | null;
  readonly deleted_at: string | null;
}

const tables = `
  symbols t
  join edges e on e.to_id = t.id and e.relation <> ${relationCode('contains')}
  join symbols f on f.id = e.from_id and f.deleted_at is null`;
const isBroken = `(t.deleted_at is not null or t.origin = 'unresolved')`;

/**
 * Edges of active symbols that point at a removed symbol, or at a name that nobody defines, with the
 * places in the sources, by target.
 *
 * @throws GraphError `cursor_invalid`
 */
export function listBrokenReferences({
  ctx: { graph },
  input: { cursor, limit = 50 },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly cursor?: string | undefined; readonly limit?: number | undefined };
}): BrokenReferencePage {
  const [target, edge] = cursor === undefined ? [0, 0] : decodeCursor(cursor, ['number', 'number']);
  const rows = graph
    .prepare<[number, number, number], Row>(`
      select e.id, e.from_id, e.to_id, e.relation, e.line, p.path as file, t.deleted_at
      from ${tables}
      left join files p on p.id = e.file_id
      where ${isBroken} and (t.id, e.id) > (?, ?)
      order by t.id, e.id
      limit ?`)
    .all(Number(target), Number(edge), limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const ids = [...new Set(page.flatMap(({ from_id, to_id }) => [from_id, to_id]))];
  const symbols = symbolsById({ ctx: { graph }, input: { ids } });
  return {
    items: page.flatMap((row): BrokenReference[] => {
      const from = symbols.get(row.from_id);
      const to = symbols.get(row.to_id);
      if (from === undefined || to === undefined) return [];
      return [
        {
          from,
          relation: relationName(row.relation),
          to,
          file: row.file,
          line: row.line,
          reason: row.deleted_at === null ? 'unknown' : 'removed',
          removed_at: row.deleted_at,
        },
      ];
    }),
    total: countBroken(graph),
    next_cursor:
      rows.length > limit && last !== undefined ? encodeCursor([last.to_id, last.id]) : null,
  };
}

function countBroken(graph: Graph): number {
  const row = graph
    .prepare<[], { count: number }>(`select count(*) as count from ${tables} where ${isBroken}`)
    .get();
  return row?.count ?? 0;
}
