import type { KnowledgeDeletion, SummaryLevel } from '@clew/contracts';
import { symbolKindSchema } from '@clew/contracts';
import { GraphError } from '../graph-error.ts';
import type { Graph } from '../open-graph.ts';
import { requireStoredSymbol } from '../symbols/find-symbol.ts';
import { assertCurrent } from './assert-current.ts';
import { levelOf } from './level-of.ts';
import { removeSummary, summariesOf } from './put-summary.ts';
import { sourceHash } from './source-hash.ts';
import { toOwnSummary } from './summary-row.ts';

/**
 * Deletes the summary of a symbol, which may be deleted itself. What the source is now does not matter.
 *
 * @param input.level what the kind of the symbol suggests, when left out
 * @throws GraphError `symbol_not_found`, `knowledge_not_found`, or `knowledge_changed` when it is not the
 *   version that was read any more
 */
export function deleteSummary({
  ctx: { graph },
  input,
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: {
    readonly fqn: string;
    readonly level?: SummaryLevel | undefined;
    readonly version: string;
  };
}): KnowledgeDeletion {
  const { fqn, version } = input;
  return graph.transaction(() => {
    const symbol = requireStoredSymbol(graph, fqn);
    const level = input.level ?? levelOf(symbolKindSchema.parse(symbol.kind));
    const rows = summariesOf(graph, { id: symbol.id, level });
    const [newest] = rows;
    if (newest === undefined) {
      throw new GraphError(
        'knowledge_not_found',
        `"${fqn}" has no summary of the level ${level}. Ask what is known of the symbol.`,
      );
    }
    const source_hash = sourceHash(graph, symbol.id) ?? null;
    assertCurrent({
      subject: `the summary of "${fqn}"`,
      read: { source_hash, version },
      current: { source_hash, version: toOwnSummary(newest).version },
    });
    for (const { summary_id } of rows) removeSummary(graph, summary_id);
    return { deleted: true };
  });
}
