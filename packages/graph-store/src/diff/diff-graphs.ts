import {
  type DifferenceKind,
  type GraphDiff,
  type GraphDifference,
  graphDifferenceSchema,
} from '@clew/contracts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { Graph } from '../open-graph.ts';
import { lastChange } from '../past/last-change.ts';
import { relationName } from '../schema/edge-code.ts';
import { type SymbolRefRow, symbolRefColumns, toSymbolRef } from '../symbols/symbol-row.ts';
import { collectDifferences, kinds } from './collect-differences.ts';
import {
  type DifferencePage,
  type DifferenceRow,
  keep,
  keptPath,
  readDifferences,
  readKept,
} from './kept-differences.ts';
import { withOtherGraph } from './with-other-graph.ts';

/**
 * What an earlier graph of the same codebase, in the file `before`, and this one differ in, by kind and
 * then by name. A symbol that was renamed is the same one. Reads both graphs whole, unless the comparison
 * was kept.
 *
 * @throws GraphError `cursor_invalid`
 */
export function diffGraphs({
  ctx: { graph },
  input: { before, kind, cursor, limit = 50, keep: keeps = false },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: {
    readonly before: string;
    readonly kind?: DifferenceKind | undefined;
    readonly cursor?: string | undefined;
    readonly limit?: number | undefined;
    /** Keeps the comparison beside the file `before`, so that only the first page makes it. */
    readonly keep?: boolean | undefined;
  };
}): GraphDiff {
  const [rank, key] = cursor === undefined ? [-1, ''] : decodeCursor(cursor, ['number', 'string']);
  const place = {
    rank: Number(rank),
    key: String(key),
    only: kind === undefined ? null : kinds.indexOf(kind),
    limit: limit + 1,
  };
  return withOtherGraph(graph, before, () => {
    const path = keeps ? keptPath(before, lastChange(graph)) : null;
    const { rows, summary } =
      (path === null ? null : readKept(path, place)) ?? compare(graph, { place, path });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      from: sideOf(graph, 'other'),
      to: sideOf(graph, 'main'),
      ...summary,
      items: page.map((row) => describe(graph, row)),
      next_cursor:
        rows.length > limit && last !== undefined ? encodeCursor([last.rank, last.key]) : null,
    };
  });
}

/** Reads both graphs whole, and keeps what they differ in at `path`, if there is one. */
function compare(
  graph: Graph,
  { place, path }: { readonly place: DifferencePage; readonly path: string | null },
) {
  collectDifferences(graph);
  const summary = { totals: totals(graph), edges: edgesByRelation(graph) };
  if (path !== null) {
    const all = graph.sqlite.prepare<[], DifferenceRow>('select * from difference');
    keep(path, { differences: all.iterate(), summary });
  }
  return { rows: readDifferences(graph.sqlite, place), summary };
}

function sideOf(graph: Graph, schema: 'main' | 'other'): GraphDiff['from'] {
  const row = graph.sqlite
    .prepare<[], { id: number; commit_hash: string | null }>(
      `select id, commit_hash from ${schema}.revisions order by id desc limit 1`,
    )
    .get();
  return { revision: row?.id ?? null, commit: row?.commit_hash ?? null };
}

function totals(graph: Graph): GraphDiff['totals'] {
  const counts = new Map(
    graph.sqlite
      .prepare<[], { rank: number; count: number }>(
        'select rank, count(*) as count from difference group by rank',
      )
      .all()
      .map(({ rank, count }) => [kinds[rank], count]),
  );
  const of = (kind: DifferenceKind) => counts.get(kind) ?? 0;
  return {
    symbol_added: of('symbol_added'),
    symbol_removed: of('symbol_removed'),
    symbol_renamed: of('symbol_renamed'),
    symbol_changed: of('symbol_changed'),
    edge_added: of('edge_added'),
    edge_removed: of('edge_removed'),
    entry_point_added: of('entry_point_added'),
    entry_point_removed: of('entry_point_removed'),
    dependency_added: of('dependency_added'),
    dependency_removed: of('dependency_removed'),
  };
}

function edgesByRelation(graph: Graph): GraphDiff['edges'] {
  return graph.sqlite
    .prepare<[number, number], { relation: number; added: number; removed: number }>(`
      select relation, sum(is_added) as added, sum(1 - is_added) as removed
      from (
        select e.relation, 1 as is_added from difference d join main.edges e on e.id = d.now
        where d.rank = ?
        union all
        select e.relation, 0 from difference d join other.edges e on e.id = d.before
        where d.rank = ?)
      group by relation order by relation`)
    .all(kinds.indexOf('edge_added'), kinds.indexOf('edge_removed'))
    .map(({ relation, ...counts }) => ({ relation: relationName(relation), ...counts }));
}

function describe(graph: Graph, { rank, now, before, detail }: DifferenceRow): GraphDifference {
  const kind = kinds[rank];
  const schema = now === null ? 'other' : 'main';
  const id = now ?? before ?? 0;
  const refOf = (symbol: number) => {
    const row = graph.sqlite
      .prepare<[number], SymbolRefRow>(`
        select ${symbolRefColumns}
        from ${schema}.symbols s left join ${schema}.files f on f.id = s.file_id where s.id = ?`)
      .get(symbol);
    if (row === undefined) throw new TypeError(`Symbol ${symbol} vanished while it was compared`);
    return toSymbolRef(row);
  };
  const changed = detail === null || detail === '' ? [] : detail.split(' ');
  switch (kind) {
    case 'symbol_added':
    case 'symbol_removed':
      return { kind, symbol: refOf(id) };
    case 'symbol_changed':
      return graphDifferenceSchema.parse({ kind, symbol: refOf(id), changed });
    case 'symbol_renamed': {
      const old_fqn = graph.sqlite
        .prepare<[number | null], string>('select fqn from other.symbols where id = ?')
        .pluck()
        .get(before);
      return graphDifferenceSchema.parse({ kind, symbol: refOf(id), old_fqn, changed });
    }
    case 'edge_added':
    case 'edge_removed': {
      const row = graph.sqlite
        .prepare<
          [number],
          { from_id: number; to_id: number; relation: number; line: number; file: string | null }
        >(`
          select e.from_id, e.to_id, e.relation, e.line, f.path as file
          from ${schema}.edges e left join ${schema}.files f on f.id = e.file_id where e.id = ?`)
        .get(id);
      if (row === undefined) throw new TypeError(`Edge ${id} vanished while it was compared`);
      const { from_id, to_id, relation, line, file } = row;
      const ends = { from: refOf(from_id), to: refOf(to_id) };
      return { kind, relation: relationName(relation), ...ends, file, line };
    }
    case 'entry_point_added':
    case 'entry_point_removed': {
      const row = ownedRow(graph, `${schema}.entry_points`, id);
      return graphDifferenceSchema.parse({ kind, symbol: refOf(Number(row.symbol_id)), ...row });
    }
    case 'dependency_added':
    case 'dependency_removed': {
      const row = ownedRow(graph, `${schema}.external_dependencies`, id);
      return graphDifferenceSchema.parse({ kind, caller: refOf(Number(row.caller_id)), ...row });
    }
    case undefined:
      throw new TypeError(`There is no difference of rank ${rank}`);
    default:
      return kind satisfies never;
  }
}

function ownedRow(graph: Graph, table: string, id: number): Readonly<Record<string, unknown>> {
  return graph.sqlite.prepare(`select * from ${table} where id = ?`).get(id) as Readonly<
    Record<string, unknown>
  >;
}
