import { z } from 'zod';
import { storedJsonSchema } from './json-document.ts';
import { pageRequestSchema } from './page-request.ts';
import { recordIdSchema } from './record-id.ts';
import { timestampSchema } from './timestamp.ts';

/**
 * The entities whose changes are recorded. Events never change and an enforcement changes once, which
 * `resolved_at` records on the row itself, so neither has a history.
 */
export const historyEntityTypeSchema = z.enum(['execution', 'worker']);
export type HistoryEntityType = z.infer<typeof historyEntityTypeSchema>;

export const historyOperationSchema = z.enum(['INSERT', 'UPDATE', 'DELETE']);
export type HistoryOperation = z.infer<typeof historyOperationSchema>;

/** One change. A large JSON value stands as `{ digest, size, type }` (SHA-256, bytes, JSON type). */
export const historyEntrySchema = z.object({
  id: recordIdSchema,
  time: timestampSchema,
  entity_type: historyEntityTypeSchema,
  operation: historyOperationSchema,
  entity_id: recordIdSchema,
  /** An execution's action_ref, a worker's name. */
  entity_ref: z.string(),
  changed_fields: z.array(z.string()),
  old_values: storedJsonSchema,
  new_values: storedJsonSchema,
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

export const historyQuerySchema = pageRequestSchema.extend({
  entity_id: z.coerce.number().pipe(recordIdSchema).optional(),
  entity_ref: z.string().min(1).max(255).optional(),
  operation: historyOperationSchema.optional(),
  changed_field: z.string().min(1).max(63).optional(),
  since: timestampSchema.optional(),
  until: timestampSchema.optional(),
});
export type HistoryQuery = z.input<typeof historyQuerySchema>;
