import { type GlossaryTerm, type NewGlossaryTerm, newGlossaryTermSchema } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { assertCurrent } from './assert-current.ts';
import { assertTermIsFree, requireTerm, toTerm } from './glossary-row.ts';
import { findSource } from './require-source.ts';

/**
 * Adds a word to the glossary: of a symbol, or of the codebase as a whole.
 *
 * @throws GraphError `symbol_not_found`, `knowledge_invalid`, `source_changed` when the symbol is not
 *   what the writer had read any more, or `knowledge_exists`
 */
export function createGlossaryTerm({
  ctx: { graph },
  input,
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: NewGlossaryTerm;
}): GlossaryTerm {
  const term = newGlossaryTermSchema.parse(input);
  return graph.transaction(() => {
    const source = findSource(graph, { fqn: term.source, source_hash: term.source_hash });
    assertCurrent({
      subject: `the term "${term.code_term}"`,
      read: { source_hash: term.source_hash, version: null },
      current: { source_hash: source?.hash ?? null, version: null },
    });
    const sourceId = source?.symbol.id ?? null;
    assertTermIsFree(graph, { code_term: term.code_term, sourceId });
    const { lastInsertRowid } = graph
      .prepare<[string, string | null, string, number | null, string | null]>(`
        insert into glossary (code_term, business_meaning, synonyms, source_id, source_hash)
        values (?, ?, ?, ?, ?)`)
      .run(
        term.code_term,
        term.business_meaning,
        JSON.stringify(term.synonyms),
        sourceId,
        term.source_hash,
      );
    return toTerm(requireTerm(graph, Number(lastInsertRowid)));
  });
}
