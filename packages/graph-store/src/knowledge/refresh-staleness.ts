import type { Graph } from '../open-graph.ts';
import { membersHash } from './source-hash.ts';

/** Every table of texts about symbols, and the column that names the symbol. */
export const knowledgeTables = [
  { table: 'summaries', column: 'target_id' },
  { table: 'glossary', column: 'source_id' },
  { table: 'constraints', column: 'source_id' },
] as const;

/**
 * Marks the texts whose symbols have another source than they were written from, and takes the mark from
 * those whose source is back. Belongs at the end of each transaction that changes symbols. Texts of
 * deleted symbols stay as they are, and so do those of which nobody knows the source. Reads every text
 * once; a graph without any costs nothing.
 */
export function refreshStaleness(graph: Graph): void {
  for (const { table, column } of knowledgeTables) {
    graph
      .prepare(`
        update ${table} as k
        set is_stale = (k.source_hash <> coalesce(s.body_hash, s.shape_hash))
        from symbols s
        where s.id = k.${column} and s.deleted_at is null
          and k.is_stale <> (k.source_hash <> coalesce(s.body_hash, s.shape_hash))`)
      .run();
  }
  refreshContainers(graph);
}

function refreshContainers(graph: Graph): void {
  const containers = graph
    .prepare<[], { id: number; fqn: string }>(`
      select s.id, s.fqn
      from (${knowledgeTables
        .map(
          ({ table, column }) =>
            `select ${column} as id from ${table} where source_hash is not null`,
        )
        .join(' union ')}) k
      join symbols s on s.id = k.id
      where s.deleted_at is null and s.body_hash is null and s.shape_hash is null`)
    .all();
  for (const container of containers) {
    const hash = membersHash(graph, container);
    for (const { table, column } of knowledgeTables) {
      graph
        .prepare<{ id: number; hash: string }[]>(`
          update ${table} set is_stale = (source_hash <> :hash)
          where ${column} = :id and is_stale <> (source_hash <> :hash)`)
        .run({ id: container.id, hash });
    }
  }
}
