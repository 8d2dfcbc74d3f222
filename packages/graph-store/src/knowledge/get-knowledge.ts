import type { SymbolKnowledge } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { toSymbolRef } from '../symbols/symbol-row.ts';
import { knowledgeOf } from './knowledge-of.ts';
import { levelOf } from './level-of.ts';
import { requireSource } from './require-source.ts';

/**
 * All that was written about one symbol, and the hash of its present source, which whoever writes about
 * it sends along. Both are of one moment.
 *
 * @throws GraphError `symbol_not_found` with close names
 */
export function getKnowledge({
  ctx: { graph },
  input: { fqn },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly fqn: string };
}): SymbolKnowledge {
  return graph.sqlite.transaction((): SymbolKnowledge => {
    const { symbol, hash } = requireSource(graph, fqn);
    const ref = toSymbolRef(symbol);
    return {
      symbol: ref,
      source_hash: hash,
      level: levelOf(ref.kind),
      ...knowledgeOf(graph, symbol.id),
    };
  })();
}
