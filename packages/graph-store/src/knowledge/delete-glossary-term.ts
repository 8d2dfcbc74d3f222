import type { KnowledgeDeletion } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { assertCurrent } from './assert-current.ts';
import { requireTerm, toOwnTerm } from './glossary-row.ts';

/**
 * Deletes a term. What its symbol is now does not matter.
 *
 * @throws GraphError `knowledge_not_found`, or `knowledge_changed` when it is not the version that was
 *   read any more
 */
export function deleteGlossaryTerm({
  ctx: { graph },
  input: { id, version },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly id: number; readonly version: string };
}): KnowledgeDeletion {
  return graph.transaction(() => {
    const old = toOwnTerm(requireTerm(graph, id));
    assertCurrent({
      subject: `the term "${old.code_term}"`,
      read: { source_hash: old.source_hash, version },
      current: { source_hash: old.source_hash, version: old.version },
    });
    graph.prepare<[number]>('delete from glossary where id = ?').run(id);
    return { deleted: true };
  });
}
