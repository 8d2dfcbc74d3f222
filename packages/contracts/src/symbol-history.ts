import { z } from 'zod';
import { historyOperationSchema } from './history.ts';

/** Something that happened to a symbol, or to what begins at it: its edges, entry points, knowledge. */
export const symbolHistoryEntrySchema = z.object({
  /** The number of the change in its codebase. */
  seq: z.number().int(),
  time: z.string(),
  /** The index run that brought it, or the last one before somebody did it by hand. */
  revision: z.number().int(),
  commit: z.string().nullable(),
  entity: z.enum([
    'symbol',
    'edge',
    'entry_point',
    'external_dependency',
    'anti_pattern',
    'summary',
    'glossary',
    'constraint',
  ]),
  operation: historyOperationSchema,
  /** The name that the symbol had then. */
  fqn: z.string(),
  /** With UPDATE: what changed. */
  changed_fields: z.array(z.string()),
  /** With UPDATE the fields that changed, else all of them. */
  old_values: z.record(z.string(), z.json()).nullable(),
  new_values: z.record(z.string(), z.json()).nullable(),
});
export type SymbolHistoryEntry = z.infer<typeof symbolHistoryEntrySchema>;
