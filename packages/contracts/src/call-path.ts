import { z } from 'zod';
import { relationSchema, resolutionSchema } from './relation.ts';

/**
 * One hop on the way from a user to what it uses: `from` <relation> `to`, at `file` and `line`.
 *
 * With `dispatch` the hop stands for a choice at run time instead of a site: `to` implements or
 * overrides the member `from`, so a call of `from` may run it. `line` 0 means no line in particular.
 */
export const pathHopSchema = z.object({
  from: z.string(),
  to: z.string(),
  relation: relationSchema,
  file: z.string().nullable(),
  line: z.number().int(),
  resolution: resolutionSchema,
  dispatch: z.boolean(),
});
export type PathHop = z.infer<typeof pathHopSchema>;

/** Hops that lead from one to the next; none when both ends are the same. */
export const callPathSchema = z.array(pathHopSchema);
export type CallPath = z.infer<typeof callPathSchema>;
