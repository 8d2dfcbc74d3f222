import type { SymbolKnowledge } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { type ConstraintRow, selectOwnConstraints, toOwnConstraint } from './constraint-row.ts';
import { type GlossaryRow, selectOwnTerms, toOwnTerm } from './glossary-row.ts';
import { type SummaryRow, selectOwnSummaries, toOwnSummary } from './summary-row.ts';

/** The texts about one symbol: its summaries by level, the newest first, and its terms and constraints by name. */
export function knowledgeOf(
  graph: Graph,
  symbolId: number,
): Pick<SymbolKnowledge, 'summaries' | 'glossary' | 'constraints'> {
  return {
    summaries: graph
      .prepare<[number], SummaryRow>(
        `${selectOwnSummaries} where m.target_id = ? order by m.level, m.id desc`,
      )
      .all(symbolId)
      .map(toOwnSummary),
    glossary: graph
      .prepare<[number], GlossaryRow>(
        `${selectOwnTerms} where g.source_id = ? order by g.code_term collate nocase, g.id`,
      )
      .all(symbolId)
      .map(toOwnTerm),
    constraints: graph
      .prepare<[number], ConstraintRow>(
        `${selectOwnConstraints} where c.source_id = ? order by c.name collate nocase, c.id`,
      )
      .all(symbolId)
      .map(toOwnConstraint),
  };
}
