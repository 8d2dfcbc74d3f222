import { z } from 'zod';
import {
  knowledgeShape,
  knowledgeVersionSchema,
  sourceHashSchema,
  writtenText,
} from './knowledge-state.ts';
import { pageSchema } from './page.ts';
import { summaryLevelSchema } from './summary-level.ts';
import { symbolRefSchema } from './symbol.ts';

export const mostSummaryCharacters = 20_000;

/** What a symbol does, in prose, without the symbol. */
export const ownSummarySchema = z.object({
  level: summaryLevelSchema,
  summary: z.string(),
  ...knowledgeShape,
});
export type OwnSummary = z.infer<typeof ownSummarySchema>;

export const summarySchema = z.object({ target: symbolRefSchema, ...ownSummarySchema.shape });
export type Summary = z.infer<typeof summarySchema>;

export const summaryPageSchema = pageSchema(summarySchema);

/** The text that a symbol has from now on; its former one of the same level goes. */
export const summaryWriteSchema = z.strictObject({
  summary: writtenText(mostSummaryCharacters),
  /** What the kind of the symbol suggests, when left out. */
  level: summaryLevelSchema.optional(),
  source_hash: sourceHashSchema,
  /** The version of the summary that was read; null when there was none. */
  version: knowledgeVersionSchema.nullable(),
});
export type SummaryWrite = z.infer<typeof summaryWriteSchema>;
