import { z } from 'zod';

/** Opaque: hand back the `next_cursor` of the page before. */
export const cursorSchema = z
  .string()
  .max(512)
  .regex(/^[A-Za-z0-9_-]+$/, 'must be the next_cursor of an earlier page');

/** How lists are paged. Works on query strings and on plain values. */
export const pageRequestSchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: cursorSchema.optional(),
});
export type PageRequest = z.input<typeof pageRequestSchema>;
