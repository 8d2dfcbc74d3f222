import { z } from 'zod';
import { completenessSchema } from './completeness.ts';
import { neighbourSchema, symbolRefSchema } from './symbol.ts';

/** A page of the callers or callees of a symbol, and how far the list can be trusted. */
export const neighboursSchema = z.object({
  target: symbolRefSchema,
  items: z.array(neighbourSchema),
  next_cursor: z.string().nullable(),
  completeness: completenessSchema,
});
export type Neighbours = z.infer<typeof neighboursSchema>;
