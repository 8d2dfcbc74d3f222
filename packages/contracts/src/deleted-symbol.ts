import { z } from 'zod';
import { fqnSchema } from './fqn.ts';
import { symbolSchema } from './symbol.ts';

/** A symbol that is soft-deleted: its row, and what was written about it, are still there. */
export const deletedSymbolSchema = z.object({
  ...symbolSchema.shape,
  deleted_at: z.string(),
  /** What contains it and is deleted too, so it must be restored first; null when nothing stands in the way. */
  container: fqnSchema.nullable(),
  /** Symbols within it that were deleted with it, and come back with it. */
  members: z.number().int(),
  /** References from code that is still there. */
  broken_references: z.number().int(),
});
export type DeletedSymbol = z.infer<typeof deletedSymbolSchema>;

export const deletedSymbolPageSchema = z.object({
  items: z.array(deletedSymbolSchema),
  next_cursor: z.string().nullable(),
});
export type DeletedSymbolPage = z.infer<typeof deletedSymbolPageSchema>;
