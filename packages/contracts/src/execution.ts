import { z } from 'zod';
import { jsonDocumentSchema, storedJsonSchema } from './json-document.ts';
import { pageRequestSchema } from './page-request.ts';
import { recordIdSchema } from './record-id.ts';
import { recordLinkSchema } from './record-link.ts';
import { refSchema } from './ref.ts';
import { timestampSchema } from './timestamp.ts';
import { workerNameSchema } from './worker.ts';

/**
 * `requested` waits for a worker, `scheduled` waits for its time (a delay or a retry's backoff),
 * `running` is leased, `canceling` is leased and asked to stop; the rest is final. An execution whose
 * worker died passes through `abandoned` and is requested again while it has attempts left.
 */
export const executionStatusSchema = z.enum([
  'requested',
  'scheduled',
  'running',
  'completed',
  'failed',
  'canceling',
  'cancelled',
  'timeout',
  'abandoned',
]);
export type ExecutionStatus = z.infer<typeof executionStatusSchema>;

/** The statuses with which a worker ends its attempt. */
export const finishedExecutionStatusSchema = executionStatusSchema.extract([
  'completed',
  'failed',
  'cancelled',
  'timeout',
]);
export type FinishedExecutionStatus = z.infer<typeof finishedExecutionStatusSchema>;

/** What a client sends to have an action run. */
export const newExecutionSchema = z.strictObject({
  action_ref: refSchema,
  /** The action's parameters. */
  config: jsonDocumentSchema.default({}),
  /** Higher runs first. */
  priority: z.number().int().min(-100).max(100).default(0),
  /** Null: the action's own timeout. */
  timeout_seconds: z.number().int().min(1).max(86_400).nullable().default(null),
  /** Null: the action's own number of attempts. */
  max_attempts: z.number().int().min(1).max(100).nullable().default(null),
  /** Not before this moment. */
  available_at: timestampSchema.nullable().default(null),
});
export type NewExecution = z.input<typeof newExecutionSchema>;

/** One run of an action. */
export const executionSchema = z.object({
  id: recordIdSchema,
  action: recordIdSchema.nullable(),
  action_ref: refSchema,
  config: storedJsonSchema,
  parent: recordIdSchema.nullable(),
  enforcement: recordLinkSchema.nullable(),
  /** The rule whose action it runs, also when the rule and the enforcement are gone; null when none asked. */
  rule_ref: refSchema.nullable(),
  /** The event that it reacts to. */
  event: recordIdSchema.nullable(),
  /** The event that started the chain of reactions. */
  root_event: recordIdSchema.nullable(),
  /** Reactions between the root event and this execution. */
  depth: z.number().int().min(0),
  /** Name of the token that asked for it; null when a rule did. */
  requested_by: z.string().nullable(),
  status: executionStatusSchema,
  priority: z.number().int(),
  /** How many attempts were begun. One that a worker handed back does not count. */
  attempt: z.number().int().min(0),
  /** How often it was claimed: what a worker writes must carry the number of its claim. */
  fencing_token: z.number().int().min(0),
  max_attempts: z.number().int().min(1),
  timeout_seconds: z.number().int().min(1),
  /** Name of the worker of the latest attempt. */
  worker: z.string().nullable(),
  progress: storedJsonSchema,
  result: storedJsonSchema,
  error: z.string().nullable(),
  created: timestampSchema,
  updated: timestampSchema,
  available_at: timestampSchema,
  started_at: timestampSchema.nullable(),
  finished_at: timestampSchema.nullable(),
  lease_expires_at: timestampSchema.nullable(),
  cancel_requested_at: timestampSchema.nullable(),
});
export type Execution = z.infer<typeof executionSchema>;

/** Where a run wrote something. */
export const outputStreamSchema = z.enum(['stdout', 'stderr']);
export type OutputStream = z.infer<typeof outputStreamSchema>;

/** A piece of what a run writes. */
export const outputPieceSchema = z.object({
  stream: outputStreamSchema,
  /** How many characters of the stream come before. */
  position: z.number().int().min(0),
  text: z.string(),
});
export type OutputPiece = z.infer<typeof outputPieceSchema>;

/** What the latest run of an execution has written so far: the beginning of each stream. */
export const executionOutputSchema = z.object({ stdout: z.string(), stderr: z.string() });
export type ExecutionOutput = z.infer<typeof executionOutputSchema>;

/** One run of an action, with what it writes. */
export const executionDetailSchema = executionSchema.extend({
  /** Null when nothing was written, and a week after it was. The result has more in the end. */
  output: executionOutputSchema.nullable(),
});
export type ExecutionDetail = z.infer<typeof executionDetailSchema>;

export const executionQuerySchema = pageRequestSchema.extend({
  action_ref: refSchema.optional(),
  status: executionStatusSchema.optional(),
  enforcement: z.coerce.number().pipe(recordIdSchema).optional(),
  /** The event that it reacts to. */
  event: z.coerce.number().pipe(recordIdSchema).optional(),
  /** The execution that it ran again. */
  parent: z.coerce.number().pipe(recordIdSchema).optional(),
  rule_ref: refSchema.optional(),
  worker: workerNameSchema.optional(),
  since: timestampSchema.optional(),
  until: timestampSchema.optional(),
});
export type ExecutionQuery = z.input<typeof executionQuerySchema>;
