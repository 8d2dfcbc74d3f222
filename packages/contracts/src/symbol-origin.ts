import { z } from 'zod';

/**
 * Where a symbol comes from: `project` is defined in the indexed sources, `external` in a library
 * (a stub row), `unresolved` is a target that no indexed source and no library defines (yet).
 */
export const symbolOriginSchema = z.enum(['project', 'external', 'unresolved']);

export type SymbolOrigin = z.infer<typeof symbolOriginSchema>;
