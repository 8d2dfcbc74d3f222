import type { FactBatch } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';

/**
 * Makes the stored inputs exactly those of a batch. A batch that does not tell them takes back what was
 * known of the files that it changes; a full one, of all. Belongs after everything else that the batch
 * changes, for changed symbols take back what was known of their files.
 */
export function writeIndexInputs(graph: Graph, batch: FactBatch): void {
  const { scope, inputs, files, removed_files } = batch;
  const remove = graph.prepare<[string]>('delete from index_inputs where path = ?');
  if (inputs === undefined && scope === 'partial') {
    for (const path of [...files.map((file) => file.path), ...removed_files]) remove.run(path);
    return;
  }
  const known = new Map((inputs ?? []).map((input) => [input.path, input]));
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
