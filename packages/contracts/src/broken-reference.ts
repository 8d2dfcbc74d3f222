import { z } from 'zod';
import { relationSchema } from './relation.ts';
import { symbolRefSchema } from './symbol.ts';

/** An edge of an active symbol whose target is not there: `removed` from the sources, or `unknown` to them. */
export const brokenReferenceSchema = z.object({
  from: symbolRefSchema,
  relation: relationSchema,
  to: symbolRefSchema,
  file: z.string().nullable(),
  line: z.number().int(),
  reason: z.enum(['removed', 'unknown']),
  /** When the target was removed; null when nobody ever defined it. */
  removed_at: z.string().nullable(),
});
export type BrokenReference = z.infer<typeof brokenReferenceSchema>;

export const brokenReferencePageSchema = z.object({
  items: z.array(brokenReferenceSchema),
  /** All of them, also those on other pages. */
  total: z.number().int(),
  next_cursor: z.string().nullable(),
});
export type BrokenReferencePage = z.infer<typeof brokenReferencePageSchema>;
