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
import { definitionOriginSchema } from './trigger.ts';

/** What an action runs as. `process` actions can be defined only in files on disk. */
export const actionRunnerSchema = z.enum([
  'log',
  'http',
  'process',
  'index',
  'webhook_out',
  'generate_knowledge',
]);
export type ActionRunner = z.infer<typeof actionRunnerSchema>;

/** Something that a worker can do. */
export const actionSchema = z.object({
  id: recordIdSchema,
  ref: refSchema,
  label: z.string(),
  description: z.string().nullable(),
  enabled: z.boolean(),
  origin: definitionOriginSchema,
  runner: actionRunnerSchema,
  /** JSON Schemas of the parameters and of the result. */
  param_schema: storedJsonSchema,
  out_schema: storedJsonSchema,
  timeout_seconds: z.number().int().min(1),
  max_attempts: z.number().int().min(1),
  /** Most executions that run at once, over all workers; null means no limit. */
  max_concurrency: z.number().int().min(1).nullable(),
  /** Most executions that start within `rate_period_seconds`; null means no limit. */
  rate_limit: z.number().int().min(1).nullable(),
  rate_period_seconds: z.number().int().min(1),
  created: timestampSchema,
  updated: timestampSchema,
});
export type Action = z.infer<typeof actionSchema>;

const limits = {
  timeout_seconds: z.number().int().min(1).max(86_400),
  max_attempts: z.number().int().min(1).max(100),
  max_concurrency: z.number().int().min(1).max(100_000).nullable(),
  rate_limit: z.number().int().min(1).max(1_000_000).nullable(),
  rate_period_seconds: z.number().int().min(1).max(86_400),
};

/** What a client sends to define an action. */
export const newActionSchema = z.strictObject({
  ref: refSchema,
  /** Left out: the ref. */
  label: definitionLabelSchema.optional(),
  description: definitionDescriptionSchema.default(null),
  enabled: z.boolean().default(true),
  runner: actionRunnerSchema,
  param_schema: jsonSchemaSchema.default(null),
  out_schema: jsonSchemaSchema.default(null),
  timeout_seconds: limits.timeout_seconds.default(300),
  max_attempts: limits.max_attempts.default(1),
  max_concurrency: limits.max_concurrency.default(null),
  rate_limit: limits.rate_limit.default(null),
  rate_period_seconds: limits.rate_period_seconds.default(60),
});
export type NewAction = z.input<typeof newActionSchema>;

/** What is to change; what is left out stays. The runner of an action never changes. */
export const actionPatchSchema = z.strictObject({
  label: definitionLabelSchema.optional(),
  description: definitionDescriptionSchema.optional(),
  enabled: z.boolean().optional(),
  param_schema: jsonSchemaSchema.optional(),
  out_schema: jsonSchemaSchema.optional(),
  timeout_seconds: limits.timeout_seconds.optional(),
  max_attempts: limits.max_attempts.optional(),
  max_concurrency: limits.max_concurrency.optional(),
  rate_limit: limits.rate_limit.optional(),
  rate_period_seconds: limits.rate_period_seconds.optional(),
  updated: definitionStandSchema,
});
export type ActionPatch = z.input<typeof actionPatchSchema>;

export const actionQuerySchema = pageRequestSchema.extend({
  runner: actionRunnerSchema.optional(),
  enabled: flagSchema.optional(),
  origin: definitionOriginSchema.optional(),
});
export type ActionQuery = z.input<typeof actionQuerySchema>;
