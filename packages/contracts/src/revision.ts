import { z } from 'zod';

/** What one index run changed. */
export const revisionCountsSchema = z.object({
  files: z.number().int(),
  files_removed: z.number().int(),
  files_failed: z.number().int(),
  symbols_added: z.number().int(),
  symbols_updated: z.number().int(),
  symbols_removed: z.number().int(),
  symbols_restored: z.number().int(),
  /** Symbols that were recognised under another name; runs of before did not count them. */
  symbols_renamed: z.number().int().default(0),
  externals: z.number().int(),
  edges: z.number().int(),
  unresolved: z.number().int(),
});
export type RevisionCounts = z.infer<typeof revisionCountsSchema>;

/** One index run. */
export const revisionSchema = z.object({
  id: z.number().int(),
  scope: z.enum(['full', 'partial']),
  commit: z.string().nullable(),
  counts: revisionCountsSchema,
  failures: z.array(
    z.object({ path: z.string(), message: z.string(), line: z.number().nullable() }),
  ),
  started_at: z.string(),
  /** From the first look at the sources to the stored facts, in milliseconds. */
  duration_ms: z.number(),
});
export type Revision = z.infer<typeof revisionSchema>;
