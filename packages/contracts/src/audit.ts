import { z } from 'zod';
import { pageRequestSchema } from './page-request.ts';
import { recordIdSchema } from './record-id.ts';
import { timestampSchema } from './timestamp.ts';

/** `denied` was refused for want of a right, `failure` for any other reason. */
export const auditOutcomeSchema = z.enum(['success', 'failure', 'denied']);
export type AuditOutcome = z.infer<typeof auditOutcomeSchema>;

/** Who did what through the API, and how it ended. */
export const auditEntrySchema = z.object({
  id: recordIdSchema,
  time: timestampSchema,
  /** The name of the token, or `anonymous`. */
  actor: z.string(),
  token: recordIdSchema.nullable(),
  /** The operation of the API, such as `createRule`. */
  operation: z.string(),
  outcome: auditOutcomeSchema,
  /** The HTTP status that was answered. */
  status: z.number().int(),
  /** The address of what it was done to, without its query. */
  path: z.string(),
  request_id: z.string(),
  /** The network address of the client. */
  address: z.string().nullable(),
  detail: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const auditQuerySchema = pageRequestSchema.extend({
  actor: z.string().min(1).max(200).optional(),
  operation: z.string().min(1).max(200).optional(),
  outcome: auditOutcomeSchema.optional(),
  since: timestampSchema.optional(),
  until: timestampSchema.optional(),
});
export type AuditQuery = z.input<typeof auditQuerySchema>;
