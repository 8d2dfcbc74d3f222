import type { Graph } from '../src/open-graph.ts';

/** Tables that hold the graph itself: what index runs and people write. */
export const graphTables = [
  'files',
  'symbols',
  'edges',
  'entry_points',
  'external_dependencies',
  'anti_patterns',
  'summaries',
  'glossary',
  'constraints',
  'unresolved_references',
] as const;

/** Every row of every table of the graph. */
export function tableRows(graph: Graph): Readonly<Record<string, readonly unknown[]>> {
  return Object.fromEntries(
    graphTables.map((table) => [
      table,
      graph.sqlite.prepare(`select * from ${table} order by id`).all(),
    ]),
  );
}

/** How many rows each table holds. */
export function rowCounts(graph: Graph): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(tableRows(graph)).map(([table, rows]) => [table, rows.length]),
  );
}

/** How many rows each table lost between two counts, without the tables that lost none. */
export function lostRows(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(before)
      .map(([table, count]) => [table, count - (after[table] ?? 0)] as const)
      .filter(([, lost]) => lost !== 0),
  );
}
