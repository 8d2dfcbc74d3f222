import type { Graph } from '../open-graph.ts';
import { sourceHash } from './source-hash.ts';

/** Every table of texts about symbols, and the column that names the symbol. */
const knowledgeTables = [
  { table: 'summaries', column: 'target_id' },
  { table: 'glossary', column: 'source_id' },
  { table: 'constraints', column: 'source_id' },
] as const;

interface Judged {
  readonly id: number;
  readonly symbol_id: number;
  readonly source_hash: string;
  readonly is_stale: number;
}

/**
 * Marks the texts about packages and the like whose members are others than when they were written, and
 * takes the mark from those whose members are back. Belongs at the end of each transaction that changes
 * symbols; texts about what has a source of its own are marked by a trigger. Texts of deleted symbols
 * wait for their return.
 */
export function refreshStaleness(graph: Graph): void {
  const hashes = new Map<number, string | undefined>();
  const hashOf = (id: number) => {
    if (!hashes.has(id)) hashes.set(id, sourceHash(graph, id));
    return hashes.get(id);
  };
  for (const { table, column } of knowledgeTables) {
    const texts = graph
      .prepare<[], Judged>(`
        select k.id, k.${column} as symbol_id, k.source_hash, k.is_stale
        from ${table} k
        join symbols s on s.id = k.${column} and s.deleted_at is null
        where k.source_hash between 'members:' and 'members:~'`)
      .all();
    const mark = graph.prepare<[number, number]>(`update ${table} set is_stale = ? where id = ?`);
    for (const { id, symbol_id, source_hash, is_stale } of texts) {
      const stale = Number(hashOf(symbol_id) !== source_hash);
      if (stale !== is_stale) mark.run(stale, id);
    }
  }
}
