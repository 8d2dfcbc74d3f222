import { z } from 'zod';
import { recordIdSchema } from './record-id.ts';

/**
 * A soft reference to an event or an enforcement. No foreign key holds the row in place, so it may
 * be deleted or fall to retention while its id lives on; then the link is `expired`.
 */
export const recordLinkSchema = z.object({
  id: recordIdSchema,
  state: z.enum(['present', 'expired']),
});
export type RecordLink = z.infer<typeof recordLinkSchema>;
