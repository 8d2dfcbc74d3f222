import { z } from 'zod';
import { storedJsonSchema } from './json-document.ts';
import { recordIdSchema } from './record-id.ts';
import { refSchema } from './ref.ts';
import { timestampSchema } from './timestamp.ts';
import { definitionOriginSchema } from './trigger.ts';

/** What an action runs as. `process` actions can be defined only in files on disk. */
export const actionRunnerSchema = z.enum(['log', 'http', 'process', 'index', 'webhook_out']);
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
