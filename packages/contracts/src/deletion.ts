import { z } from 'zod';
import { symbolRefSchema } from './symbol.ts';

/** What a hard delete of a symbol would remove, per table; nothing is written to find out. */
export const deletionPreviewSchema = z.object({
  symbol: symbolRefSchema,
  /** Rows that would go, keyed by table name; `symbols` counts the symbol and everything it contains. */
  rows: z.record(z.string(), z.number().int()),
  total: z.number().int(),
  /** Callers outside the deleted subtree that would lose their target (the first ones). */
  broken_callers: z.array(symbolRefSchema),
  broken_callers_total: z.number().int(),
});
export type DeletionPreview = z.infer<typeof deletionPreviewSchema>;

export const deletionModeSchema = z.enum(['soft', 'hard']);
export type DeletionMode = z.infer<typeof deletionModeSchema>;

export const deletionResultSchema = z.object({
  fqn: z.string(),
  mode: deletionModeSchema,
  rows: z.record(z.string(), z.number().int()),
  total: z.number().int(),
});
export type DeletionResult = z.infer<typeof deletionResultSchema>;
