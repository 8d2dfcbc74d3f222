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
  /** What keeps it from being put back, in a sentence that says what to do; null when nothing does. */
  obstacle: z.string().nullable(),
});
export type QuarantinedRow = z.infer<typeof quarantinedRowSchema>;

export const quarantinePageSchema = z.object({
  items: z.array(quarantinedRowSchema),
  /** All of them, also those on other pages. */
  total: z.number().int(),
  next_cursor: z.string().nullable(),
});
export type QuarantinePage = z.infer<typeof quarantinePageSchema>;

/** A row that is in the graph again. */
export const quarantineRestorationSchema = z.object({
  table: z.string(),
  /** The id that the row has now. */
  row_id: z.number().int(),
  /** How many entries left the quarantine: a row has one for each reference that was missing. */
  entries: z.number().int(),
});
export type QuarantineRestoration = z.infer<typeof quarantineRestorationSchema>;

/** A row that is gone for good. */
export const quarantineDiscardSchema = z.object({
  table: z.string(),
  /** What it said, for the last time. */
  row: storedJsonSchema,
  /** How many entries left the quarantine. */
  entries: z.number().int(),
});
export type QuarantineDiscard = z.infer<typeof quarantineDiscardSchema>;
