import { z } from 'zod';
import {
  definitionDescriptionSchema,
  definitionLabelSchema,
  definitionStandSchema,
  flagSchema,
} from './definition.ts';
import { storedJsonSchema } from './json-document.ts';
import { jsonSchemaSchema } from './json-schema.ts';
import { pageRequestSchema } from './page-request.ts';
import { recordIdSchema } from './record-id.ts';
import { refSchema } from './ref.ts';
import { timestampSchema } from './timestamp.ts';

/** Where a definition comes from: shipped with Clew, a rules file in a codebase, or the API. */
export const definitionOriginSchema = z.enum(['builtin', 'file', 'api']);
export type DefinitionOrigin = z.infer<typeof definitionOriginSchema>;

/** `record` keeps the event and what is wrong with it; `refuse` answers 422 and keeps nothing. */
export const payloadPolicySchema = z.enum(['record', 'refuse']);
export type PayloadPolicy = z.infer<typeof payloadPolicySchema>;

/** A kind of event. */
export const triggerSchema = z.object({
  id: recordIdSchema,
  ref: refSchema,
  label: z.string(),
  description: z.string().nullable(),
  enabled: z.boolean(),
  origin: definitionOriginSchema,
  /** JSON Schemas of the parameters and of the payload. */
  param_schema: storedJsonSchema,
  out_schema: storedJsonSchema,
  /** What becomes of an event whose payload does not match `out_schema`. */
  payload_policy: payloadPolicySchema,
  created: timestampSchema,
  updated: timestampSchema,
});
export type Trigger = z.infer<typeof triggerSchema>;

/** What a client sends to define a trigger. */
export const newTriggerSchema = z.strictObject({
  ref: refSchema,
  /** Left out: the ref. */
  label: definitionLabelSchema.optional(),
  description: definitionDescriptionSchema.default(null),
  enabled: z.boolean().default(true),
  param_schema: jsonSchemaSchema.default(null),
  out_schema: jsonSchemaSchema.default(null),
  payload_policy: payloadPolicySchema.default('record'),
});
export type NewTrigger = z.input<typeof newTriggerSchema>;

/** What is to change; what is left out stays. */
export const triggerPatchSchema = z.strictObject({
  label: definitionLabelSchema.optional(),
  description: definitionDescriptionSchema.optional(),
  enabled: z.boolean().optional(),
  param_schema: jsonSchemaSchema.optional(),
  out_schema: jsonSchemaSchema.optional(),
  payload_policy: payloadPolicySchema.optional(),
  updated: definitionStandSchema,
});
export type TriggerPatch = z.input<typeof triggerPatchSchema>;

export const triggerQuerySchema = pageRequestSchema.extend({
  enabled: flagSchema.optional(),
  origin: definitionOriginSchema.optional(),
});
export type TriggerQuery = z.input<typeof triggerQuerySchema>;
