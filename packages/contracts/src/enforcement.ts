import { z } from 'zod';
import { jsonDocumentSchema, storedJsonSchema } from './json-document.ts';
import { pageRequestSchema } from './page-request.ts';
import { recordIdSchema } from './record-id.ts';
import { recordLinkSchema } from './record-link.ts';
import { refSchema } from './ref.ts';
import { timestampSchema } from './timestamp.ts';

/** `created` is pending; the one transition leads to `processed` or `disabled`. */
export const enforcementStatusSchema = z.enum(['created', 'processed', 'disabled']);
export type EnforcementStatus = z.infer<typeof enforcementStatusSchema>;

export const resolvedEnforcementStatusSchema = enforcementStatusSchema.exclude(['created']);
export type ResolvedEnforcementStatus = z.infer<typeof resolvedEnforcementStatusSchema>;

/** How the conditions of the rule were combined. */
export const enforcementConditionSchema = z.enum(['any', 'all']);
export type EnforcementCondition = z.infer<typeof enforcementConditionSchema>;

/** A match of a rule that is about to be recorded. The event need not exist (any more). */
export const newEnforcementSchema = z.strictObject({
  rule: recordIdSchema.nullable().default(null),
  rule_ref: refSchema,
  rule_version: z.number().int().positive().nullable().default(null),
  trigger_ref: refSchema,
  event: recordIdSchema.nullable().default(null),
  /** The action's parameters, rendered. */
  config: jsonDocumentSchema.default(null),
  /** Copy of the event's payload. */
  payload: jsonDocumentSchema.default({}),
  condition: enforcementConditionSchema.default('all'),
  conditions: jsonDocumentSchema.default([]),
  /** What went wrong when the rule was evaluated; null when it matched. */
  error: z.string().max(8192).nullable().default(null),
});
export type NewEnforcement = z.input<typeof newEnforcementSchema>;

/** A rule that matched an event. */
export const enforcementSchema = z.object({
  id: recordIdSchema,
  rule: recordIdSchema.nullable(),
  rule_ref: refSchema,
  rule_version: z.number().int().positive().nullable(),
  trigger_ref: refSchema,
  event: recordLinkSchema.nullable(),
  config: storedJsonSchema,
  payload: storedJsonSchema,
  condition: enforcementConditionSchema,
  conditions: storedJsonSchema,
  status: enforcementStatusSchema,
  /** Why the rule failed to evaluate, or why the enforcement was disabled. */
  error: z.string().nullable(),
  created: timestampSchema,
  /** When the status left `created`; null while pending. */
  resolved_at: timestampSchema.nullable(),
});
export type Enforcement = z.infer<typeof enforcementSchema>;

export const enforcementQuerySchema = pageRequestSchema.extend({
  rule_ref: refSchema.optional(),
  trigger_ref: refSchema.optional(),
  status: enforcementStatusSchema.optional(),
  event: z.coerce.number().pipe(recordIdSchema).optional(),
  since: timestampSchema.optional(),
  until: timestampSchema.optional(),
});
export type EnforcementQuery = z.input<typeof enforcementQuerySchema>;
