import { z } from 'zod';
import { storedJsonSchema } from './json-document.ts';
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
