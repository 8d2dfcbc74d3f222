import { createGlossaryTerm, type Graph, GraphError, putSummary } from '@clew/graph-store';
import type { AnsweredTerm } from '../prompt/read-answer.ts';
import type { PreparedSummary } from './prepare-summary.ts';

/** Refusals that mean: this is not what was read any more. */
const late: ReadonlySet<string> = new Set([
  'source_changed',
  'knowledge_changed',
  'knowledge_exists',
  'symbol_not_found',
]);

/**
 * Stores a summary, and words of the glossary that the symbol does not have yet, if the symbol is still
 * the one that the model was told about. What a person wrote meanwhile stays.
 *
 * @returns how many words were new; null when the symbol has changed, and nothing was stored
 */
export function storeAnswer({
  ctx: { graph },
  input: { prepared, summary, terms },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: {
    readonly prepared: Extract<PreparedSummary, { kind: 'ready' }>;
    readonly summary: string;
    readonly terms: readonly AnsweredTerm[];
  };
}): number | null {
  const { fqn, sourceHash, level, version } = prepared;
  const written = attempt(() =>
    putSummary({
      ctx: { graph },
      input: { fqn, summary, level, source_hash: sourceHash, version },
    }),
  );
  if (!written) return null;
  return terms.filter(({ term, meaning, synonyms }) =>
    attempt(() =>
      createGlossaryTerm({
        ctx: { graph },
        input: {
          code_term: term,
          business_meaning: meaning,
          synonyms: withoutDoubles(synonyms),
          source: fqn,
          source_hash: sourceHash,
        },
      }),
    ),
  ).length;
}

function attempt(write: () => unknown): boolean {
  try {
    write();
    return true;
  } catch (error) {
    if (error instanceof GraphError && late.has(error.code)) return false;
    throw error;
  }
}

/** The glossary refuses a word twice, in any case. */
function withoutDoubles(words: readonly string[]): string[] {
  return [...new Map(words.map((word) => [word.toLowerCase(), word])).values()];
}
