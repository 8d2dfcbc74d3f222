import {
  type GlossaryTerm,
  type GlossaryTermChange,
  glossaryTermChangeSchema,
} from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { assertCurrent } from './assert-current.ts';
import { assertTermIsFree, requireTerm, toTerm } from './glossary-row.ts';
import { findSource } from './require-source.ts';

interface Values {
  readonly id: number;
  readonly code_term: string;
  readonly business_meaning: string | null;
  readonly synonyms: string;
  readonly source_id: number | null;
  readonly source_hash: string | null;
  readonly now: string;
}

/**
 * Changes a term: what is left out stays. It lands only if the term, and the symbol that it is about
 * afterwards, are still as the writer had read them; it is not stale then.
 *
 * @throws GraphError `knowledge_not_found`, `symbol_not_found`, `knowledge_invalid`, `knowledge_changed`,
 *   `source_changed` or `knowledge_exists`
 */
export function updateGlossaryTerm({
  ctx: { graph, now = () => new Date() },
  input: { id, ...input },
}: {
  readonly ctx: { readonly graph: Graph; readonly now?: () => Date };
  readonly input: GlossaryTermChange & { readonly id: number };
}): GlossaryTerm {
  const change = glossaryTermChangeSchema.parse(input);
  return graph.transaction(() => {
    const row = requireTerm(graph, id);
    const old = toTerm(row);
    const { source_hash } = change;
    const fqn = change.source === undefined ? row.fqn : change.source;
    const source = findSource(graph, { fqn, source_hash });
    assertCurrent({
      subject: `the term "${old.code_term}"`,
      read: { source_hash, version: change.version },
      current: { source_hash: source?.hash ?? null, version: old.version },
    });
    const sourceId = source?.symbol.id ?? null;
    const code_term = change.code_term ?? old.code_term;
    assertTermIsFree(graph, { id, code_term, sourceId });
    graph
      .prepare<[Values]>(`
        update glossary
        set code_term = :code_term, business_meaning = :business_meaning, synonyms = :synonyms,
          source_id = :source_id, source_hash = :source_hash, is_stale = 0, updated_at = :now
        where id = :id
          and (code_term, business_meaning, synonyms, source_id, source_hash, is_stale)
            is not (:code_term, :business_meaning, :synonyms, :source_id, :source_hash, 0)`)
      .run({
        id,
        code_term,
        business_meaning:
          change.business_meaning === undefined ? old.business_meaning : change.business_meaning,
        synonyms: JSON.stringify(change.synonyms ?? old.synonyms),
        source_id: sourceId,
        source_hash,
        now: now().toISOString(),
      });
    return toTerm(requireTerm(graph, id));
  });
}
