import { z } from 'zod';
import { codebaseNameSchema } from './codebase.ts';
import { storedJsonSchema } from './json-document.ts';
import { recordIdSchema } from './record-id.ts';
import { refSchema } from './ref.ts';
import { timestampSchema } from './timestamp.ts';
import { definitionOriginSchema } from './trigger.ts';

/** "On this trigger, when this holds, do that." Each save of a definition is a new version. */
export const ruleSchema = z.object({
  id: recordIdSchema,
  ref: refSchema,
  version: z.number().int().positive(),
  label: z.string(),
  description: z.string().nullable(),
  enabled: z.boolean(),
  origin: definitionOriginSchema,
  /** The codebase whose rules file defines it; null for rules of the API. */
  codebase: codebaseNameSchema.nullable(),
  trigger: recordIdSchema.nullable(),
  trigger_ref: refSchema,
  trigger_params: storedJsonSchema,
  /** A CEL expression; null matches every event of the trigger. */
  when: z.string().nullable(),
  action: recordIdSchema.nullable(),
  action_ref: refSchema,
  /** Templates of the action's parameters. */
  action_params: storedJsonSchema,
  /** The rules file that defines it, relative to its codebase; null for rules of the API. */
  source_path: z.string().nullable(),
  /** A rule with a past: events from this moment on were evaluated when it was saved. */
  apply_from: timestampSchema.nullable(),
  created: timestampSchema,
  updated: timestampSchema,
});
export type Rule = z.infer<typeof ruleSchema>;
