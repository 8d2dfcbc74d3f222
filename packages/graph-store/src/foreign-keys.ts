import type { Graph } from './open-graph.ts';

export interface ForeignKey {
  readonly table: string;
  readonly column: string;
  readonly references: string;
  /** The name that reports give its orphans, e.g. `edge_from`. */
  readonly type: string;
}

/** The names that the orphan report had before the keys became integers. */
const types: Readonly<Record<string, string>> = {
  'edges.from_id': 'edge_from',
  'edges.to_id': 'edge_to',
  'edges.file_id': 'edge_file',
  'entry_points.symbol_id': 'entry_point',
  'entry_points.file_id': 'entry_point_file',
  'external_dependencies.caller_id': 'external_dep',
  'external_dependencies.file_id': 'external_dep_file',
  'summaries.target_id': 'summary',
  'glossary.source_id': 'glossary',
  'constraints.source_id': 'constraint',
  'symbols.parent_id': 'symbol_parent',
  'symbols.file_id': 'symbol_file',
  'anti_patterns.from_id': 'anti_pattern_from',
  'anti_patterns.to_id': 'anti_pattern_to',
  'unresolved_references.from_id': 'unresolved_from',
  'unresolved_references.file_id': 'unresolved_file',
};

/** Every foreign key of the schema as SQLite knows it, so that a new table is never forgotten. */
export function listForeignKeys(graph: Graph): readonly ForeignKey[] {
  return graph
    .prepare<[], { table: string; column: string; references: string }>(`
      select t.name as "table", k."from" as "column", k."table" as "references"
      from sqlite_schema t, pragma_foreign_key_list(t.name) k
      where t.type = 'table'
      order by t.rootpage, k.id desc`)
    .all()
    .map((key) => ({
      ...key,
      type: types[`${key.table}.${key.column}`] ?? `${key.table}_${key.column}`,
    }));
}
