import { z } from 'zod';
import { integrityReportSchema } from './integrity.ts';

/**
 * - `orphans`, `foreign_keys`, `file_damage`   rows that point at nothing; a damaged file
 * - `never_indexed`                            nothing was indexed yet, so the graph knows nothing
 * - `stranded_symbols`                         active symbols in a removed file or a removed container
 * - `broken_references`                        edges whose target was removed, or was never there
 * - `failed_files`                             files that could not be indexed: nobody knows what they hold
 * - `stale_knowledge`                          summaries, terms and constraints about a source that has
 *                                              changed since
 * - `unresolved_sites`                         sites whose target could not be named
 * - `purgeable_symbols`                        symbols that were removed long ago and still take space
 * - `quarantined`                              rows that a migration could not keep
 */
export const examinationCheckSchema = z.enum([
  'orphans',
  'foreign_keys',
  'file_damage',
  'never_indexed',
  'stranded_symbols',
  'broken_references',
  'failed_files',
  'stale_knowledge',
  'unresolved_sites',
  'purgeable_symbols',
  'quarantined',
]);
export type ExaminationCheck = z.infer<typeof examinationCheckSchema>;

export const examinationFindingSchema = z.object({
  check: examinationCheckSchema,
  /** `error`: the graph is wrong. `warning`: what it says is not the whole truth. `info`: to know. */
  severity: z.enum(['error', 'warning', 'info']),
  count: z.number().int(),
  /** What it means, and what to do. */
  message: z.string(),
  /** The first ones, by name. */
  samples: z.array(z.string()),
});
export type ExaminationFinding = z.infer<typeof examinationFindingSchema>;

/** What is wrong with a graph, as far as it can tell without its sources. */
export const graphExaminationSchema = z.object({
  /** `sound` means that no check found an error or a warning. */
  status: z.enum(['sound', 'attention', 'damaged']),
  findings: z.array(examinationFindingSchema),
  /** Every check that was made; one that is not among the findings found nothing. */
  checks: z.array(examinationCheckSchema),
  /** Whether the sources say the same can only be told by indexing them: `clew doctor` does. */
  drift: z.literal('not_checked'),
  integrity: integrityReportSchema,
  revision: z.number().int().nullable(),
  commit: z.string().nullable(),
  examined_at: z.string(),
});
export type GraphExamination = z.infer<typeof graphExaminationSchema>;
