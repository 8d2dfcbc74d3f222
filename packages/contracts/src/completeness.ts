import { z } from 'zod';
import { unresolvedReasonSchema } from './file-facts.ts';

/** A site that stops an answer from being exact. */
export const blockingSiteSchema = z.object({
  from: z.string(),
  name: z.string(),
  file: z.string(),
  line: z.number().int(),
  reason: unresolvedReasonSchema,
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
