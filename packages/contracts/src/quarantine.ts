import { z } from 'zod';
import { storedJsonSchema } from './json-document.ts';

/** A row that a migration could not take along, or not unchanged. */
export const quarantinedRowSchema = z.object({
  id: z.number().int(),
  table: z.string(),
  /** The foreign key by its name in the orphan report, or what else was wrong. */
  type: z.string(),
  /** The id that the row had. */
  row_id: z.number().int(),
  /** The row as it was. */
  row: storedJsonSchema,
  reason: z.enum(['missing_reference', 'duplicate', 'reference_cleared', 'value_replaced']),
  quarantined_at: z.string(),
});
export type QuarantinedRow = z.infer<typeof quarantinedRowSchema>;

export const quarantinePageSchema = z.object({
  items: z.array(quarantinedRowSchema),
  /** All of them, also those on other pages. */
  total: z.number().int(),
  next_cursor: z.string().nullable(),
});
export type QuarantinePage = z.infer<typeof quarantinePageSchema>;
