import { z } from 'zod';
import { callPathSchema } from './call-path.ts';
import { completenessSchema } from './completeness.ts';
import { symbolRefSchema } from './symbol.ts';

/**
 * Ways from one symbol, or anything that it contains, to another one, shortest first and then by
 * the names on the way. No way visits a symbol twice. Hops of dispatch do not count as length.
 *
 * "No way" means none within the depth only when the completeness is `exact`; its blocking sites lie
 * on what `from` reaches and could lead on to `to`.
 */
export const callPathsSchema = z.object({
  from: symbolRefSchema,
  to: symbolRefSchema,
  max_depth: z.number().int(),
  items: z.array(z.object({ length: z.number().int().min(0), hops: callPathSchema })),
  /** True when there may be more ways within the depth than are told. */
  truncated: z.boolean(),
  completeness: completenessSchema,
});
export type CallPaths = z.infer<typeof callPathsSchema>;
