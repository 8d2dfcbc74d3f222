import { z } from 'zod';
import { completenessSchema } from './completeness.ts';
import { relationSchema } from './relation.ts';
import { symbolRefSchema } from './symbol.ts';

/** A symbol that a change would reach, at its shortest distance, and the edge by which it is reached. */
export const impactedSymbolSchema = z.object({
  symbol: symbolRefSchema,
  depth: z.number().int().min(1),
  via: z.object({ fqn: z.string(), relation: relationSchema }),
});
export type ImpactedSymbol = z.infer<typeof impactedSymbolSchema>;

/** "What breaks if I change this?": each reached symbol once, nearest first. */
export const impactSchema = z.object({
  target: symbolRefSchema,
  max_depth: z.number().int(),
  total: z.number().int(),
  by_depth: z.array(z.object({ depth: z.number().int(), count: z.number().int() })),
  items: z.array(impactedSymbolSchema),
  /** True when `items` was cut at the asked limit; `total` and `by_depth` still count all. */
  truncated: z.boolean(),
  completeness: completenessSchema,
});
export type Impact = z.infer<typeof impactSchema>;
