import { z } from 'zod';
import { ownDependencySchema, ownEntryPointSchema } from './entry-point.ts';
import { sourceHashSchema } from './knowledge-state.ts';
import { ownSummarySchema } from './summary.ts';
import { symbolSchema } from './symbol.ts';

/** A symbol with what it does, how the world gets to it and what it needs of the world. */
export const symbolDetailsSchema = z.object({
  ...symbolSchema.shape,
  /** The summary of the level that its kind suggests; another one when it has none of that level. */
  summary: ownSummarySchema.nullable(),
  /** Names its present source, for whoever writes about it. */
  source_hash: sourceHashSchema,
  entry_points: z.array(ownEntryPointSchema),
  external_dependencies: z.array(ownDependencySchema),
});
export type SymbolDetails = z.infer<typeof symbolDetailsSchema>;
