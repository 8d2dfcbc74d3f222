import { z } from 'zod';
import { codebaseNameSchema } from './codebase.ts';
import {
  definitionDescriptionSchema,
  definitionLabelSchema,
  definitionStandSchema,
  flagSchema,
} from './definition.ts';
import { jsonDocumentSchema, storedJsonSchema } from './json-document.ts';
import { pageRequestSchema } from './page-request.ts';
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

/** Longest condition, in characters. */
export const maxConditionLength = 4096;

/** Parameters by their names; templates where the action renders them. */
const parametersSchema = jsonDocumentSchema.refine(
  (value) => value !== null && typeof value === 'object' && !Array.isArray(value),
  { message: 'must be an object' },
);

const conditionSchema = z.string().min(1).max(maxConditionLength).nullable();

/** What a client sends to make a rule. Its trigger and its action must exist. */
export const newRuleSchema = z.strictObject({
  ref: refSchema,
  /** Left out: the ref. */
  label: definitionLabelSchema.optional(),
  description: definitionDescriptionSchema.default(null),
  enabled: z.boolean().default(true),
  trigger_ref: refSchema,
  trigger_params: parametersSchema.default({}),
  when: conditionSchema.default(null),
  action_ref: refSchema,
  action_params: parametersSchema.default({}),
  /** Events from this moment on are evaluated too; left out, only those that come. */
  apply_from: timestampSchema.nullable().default(null),
});
export type NewRule = z.input<typeof newRuleSchema>;

/** What is to change; what is left out stays. A change of what the rule does makes a new version. */
export const rulePatchSchema = z.strictObject({
  label: definitionLabelSchema.optional(),
  description: definitionDescriptionSchema.optional(),
  enabled: z.boolean().optional(),
  trigger_ref: refSchema.optional(),
  trigger_params: parametersSchema.optional(),
  when: conditionSchema.optional(),
  action_ref: refSchema.optional(),
  action_params: parametersSchema.optional(),
  /** The version that the change was made on; refused when there is another one by now. */
  version: z.number().int().positive().optional(),
  updated: definitionStandSchema,
});
export type RulePatch = z.input<typeof rulePatchSchema>;

export const ruleQuerySchema = pageRequestSchema.extend({
  trigger_ref: refSchema.optional(),
  action_ref: refSchema.optional(),
  codebase: codebaseNameSchema.optional(),
  enabled: flagSchema.optional(),
  origin: definitionOriginSchema.optional(),
});
export type RuleQuery = z.input<typeof ruleQuerySchema>;

/** What a rule said from `created` until its next version. It outlives the rule. */
export const ruleVersionSchema = z.object({
  rule: recordIdSchema,
  rule_ref: refSchema,
  version: z.number().int().positive(),
  trigger_ref: refSchema,
  trigger_params: storedJsonSchema,
  when: z.string().nullable(),
  action_ref: refSchema,
  action_params: storedJsonSchema,
  created: timestampSchema,
});
export type RuleVersion = z.infer<typeof ruleVersionSchema>;
