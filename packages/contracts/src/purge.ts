import { z } from 'zod';

/** Which soft-deleted symbols to remove for good: those that were deleted as many days ago, or more. */
export const purgeRequestSchema = z.strictObject({
  older_than_days: z.number().min(0).max(36_500).default(14),
});
export type PurgeRequest = z.input<typeof purgeRequestSchema>;

export const purgeResultSchema = z.object({
  /** What was deleted at this moment or before. */
  before: z.string(),
  /** Rows removed, per table, cascades included. */
  rows: z.record(z.string(), z.number().int()),
  total: z.number().int(),
  /** Symbols that were old enough and stay, because they contain something that is not. */
  kept: z.number().int(),
});
export type PurgeResult = z.infer<typeof purgeResultSchema>;
