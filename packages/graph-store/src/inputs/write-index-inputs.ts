import type { FactBatch } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';

/**
 * Makes the stored inputs exactly those of a batch. A batch without any leaves what a partial run can
 * leave: a full one then knows of none. Belongs after everything else that the batch changes, for
 * changed symbols take back what was known of their files.
 */
export function writeIndexInputs(graph: Graph, { scope, inputs }: FactBatch): void {
  if (inputs === undefined && scope === 'partial') return;
  const known = new Map((inputs ?? []).map((input) => [input.path, input]));
  const remove = graph.prepare<[string]>('delete from index_inputs where path = ?');
  for (const { path } of graph
    .prepare<[], { path: string }>('select path from index_inputs')
    .all()) {
    if (!known.has(path)) remove.run(path);
  }
  const write = graph.prepare<[string, string, string, string | null]>(`
    insert into index_inputs (path, kind, content_hash, derivation_hash) values (?, ?, ?, ?)
    on conflict (path) do update set
      kind = excluded.kind, content_hash = excluded.content_hash,
      derivation_hash = excluded.derivation_hash
    where kind is not excluded.kind or content_hash is not excluded.content_hash
      or derivation_hash is not excluded.derivation_hash`);
  for (const { path, kind, content_hash, derivation_hash } of known.values()) {
    write.run(path, kind, content_hash, derivation_hash);
  }
}
