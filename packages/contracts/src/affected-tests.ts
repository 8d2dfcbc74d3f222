import { z } from 'zod';
import {
  graphStateSchema,
  maxPatchLength,
  touchedSymbolSchema,
  unknownFileSchema,
} from './change-impact.ts';
import { completenessSchema } from './completeness.ts';
import { reachedTestSchema } from './impact.ts';

/** A commit, branch or tag, as git takes it; never an option. */
export const gitRefSchema = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[A-Za-z0-9_./@^~{}+=#%-]+$/, 'must be a commit, branch or tag')
  .refine((ref) => !ref.startsWith('-'), { message: 'must not start with "-"' });

/** How far to look for tests, and how many to tell. */
export const affectedTestsRequestSchema = z.strictObject({
  patch: z.string().min(1).max(maxPatchLength),
  graph_holds: graphStateSchema.default('before'),
  depth: z.number().int().min(1).max(50).default(20),
  limit: z.number().int().min(1).max(5000).default(1000),
});
export type AffectedTestsRequest = z.input<typeof affectedTestsRequestSchema>;

/**
 * The test files that run what a change touches, nearest first, each with the path that says why.
 * When the completeness is not `exact`, others may be affected too: run them all, or look at the
 * blocking sites.
 */
export const affectedTestsSchema = z.object({
  /** The commit that the working tree was compared with; null for a posted patch. */
  base: z.string().nullable(),
  touched: z.array(touchedSymbolSchema),
  unknown_files: z.array(unknownFileSchema),
  max_depth: z.number().int(),
  items: z.array(reachedTestSchema),
  total: z.number().int(),
  truncated: z.boolean(),
  completeness: completenessSchema,
});
export type AffectedTests = z.infer<typeof affectedTestsSchema>;
