import { z } from 'zod';
import { unresolvedReasonSchema } from './file-facts.ts';

/**
 * Why a site stops an answer from being exact: its target could not be named; the target of the
 * question is handed on there as a value, so whoever gets it may run it; or its file could not be
 * indexed, so nobody knows what it holds.
 */
export const blockingReasonSchema = z.enum([
  ...unresolvedReasonSchema.options,
  'used_as_value',
  'file_not_indexed',
]);
export type BlockingReason = z.infer<typeof blockingReasonSchema>;

/** A site that stops an answer from being exact. A file that was not indexed has no `name`. */
export const blockingSiteSchema = z.object({
  from: z.string(),
  name: z.string(),
  file: z.string(),
  line: z.number().int(),
  reason: blockingReasonSchema,
});
export type BlockingSite = z.infer<typeof blockingSiteSchema>;

/**
 * How far an answer can be trusted. "0 callers" means zero only when `level` is `exact`;
 * `lower_bound` lists the sites that could add to it (the first ones; `blocking_total` counts all).
 */
export const completenessSchema = z.object({
  level: z.enum(['exact', 'lower_bound']),
  blocking_total: z.number().int(),
  blocking_sites: z.array(blockingSiteSchema),
  /** The revision that the answer was read from; null before the first index run. */
  revision: z.number().int().nullable(),
  commit: z.string().nullable(),
});
export type Completeness = z.infer<typeof completenessSchema>;
