import { z } from 'zod';
import { fqnSchema } from './fqn.ts';

/** The most lines of a source that are told at once. */
export const maxSourceLines = 500;

/** The source of a symbol as it is on disk now; the graph may be older. */
export const symbolSourceSchema = z.object({
  fqn: fqnSchema,
  /** Null for what has no file, e.g. a package. */
  file: z.string().nullable(),
  /** Of the first line of `text`. */
  start_line: z.number().int().nullable(),
  /** Null when it cannot be read any more, or is too large. */
  text: z.string().nullable(),
  /** True when the symbol has more lines than are told. */
  truncated: z.boolean(),
});
export type SymbolSource = z.infer<typeof symbolSourceSchema>;
