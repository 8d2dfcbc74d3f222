import { z } from 'zod';
import { ownDependencySchema, ownEntryPointSchema } from './entry-point.ts';
import { symbolSchema } from './symbol.ts';

/** A symbol with how the world gets to it and what it needs of the world. */
export const symbolDetailsSchema = z.object({
  ...symbolSchema.shape,
  entry_points: z.array(ownEntryPointSchema),
  external_dependencies: z.array(ownDependencySchema),
});
export type SymbolDetails = z.infer<typeof symbolDetailsSchema>;
