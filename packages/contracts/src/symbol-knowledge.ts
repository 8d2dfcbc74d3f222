import { z } from 'zod';
import { ownConstraintSchema } from './constraint.ts';
import { ownGlossaryTermSchema } from './glossary-term.ts';
import { sourceHashSchema } from './knowledge-state.ts';
import { ownSummarySchema } from './summary.ts';
import { summaryLevelSchema } from './summary-level.ts';
import { symbolRefSchema } from './symbol.ts';

/** Everything that people and models wrote about one symbol. */
export const symbolKnowledgeSchema = z.object({
  symbol: symbolRefSchema,
  /** What a text that is written now is to be sent with. */
  source_hash: sourceHashSchema,
  /** The level of a summary that says none. */
  level: summaryLevelSchema,
  summaries: z.array(ownSummarySchema),
  glossary: z.array(ownGlossaryTermSchema),
  constraints: z.array(ownConstraintSchema),
});
export type SymbolKnowledge = z.infer<typeof symbolKnowledgeSchema>;

/** What was written and is gone: a summary, a term or a constraint. */
export const knowledgeDeletionSchema = z.object({ deleted: z.literal(true) });
export type KnowledgeDeletion = z.infer<typeof knowledgeDeletionSchema>;
