import { z } from 'zod';
import { enforcementStatusSchema } from './enforcement.ts';
import { outputPieceSchema } from './execution.ts';
import { historyEntrySchema } from './history.ts';
import { storedJsonSchema } from './json-document.ts';
import { cursorSchema } from './page-request.ts';
import { recordIdSchema } from './record-id.ts';
import { refSchema } from './ref.ts';
import { timestampSchema } from './timestamp.ts';

/** What a stream can tell of. */
export const streamTopicSchema = z.enum(['event', 'enforcement', 'execution', 'worker', 'output']);
export type StreamTopic = z.infer<typeof streamTopicSchema>;

/** An event was recorded. A large payload stands as `{ digest, size, type }`. */
export const eventStreamEntrySchema = z.object({
  topic: z.literal('event'),
  id: recordIdSchema,
  trigger_ref: refSchema,
  source_ref: refSchema.nullable(),
  rule_ref: refSchema.nullable(),
  root_event: recordIdSchema.nullable(),
  depth: z.number().int().min(0),
  payload: storedJsonSchema,
  created: timestampSchema,
});

/** An enforcement was created or resolved; each is told once, with the row as it is when told. */
export const enforcementStreamEntrySchema = z.object({
  topic: z.literal('enforcement'),
  change: z.enum(['created', 'resolved']),
  id: recordIdSchema,
  rule_ref: refSchema,
  trigger_ref: refSchema,
  event: recordIdSchema.nullable(),
  status: enforcementStatusSchema,
  error: z.string().nullable(),
  created: timestampSchema,
  resolved_at: timestampSchema.nullable(),
});

const historyStreamFields = historyEntrySchema.omit({ entity_type: true });

/** An execution or a worker came, changed or went: the entry of its history. */
export const executionStreamEntrySchema = historyStreamFields.extend({
  topic: z.literal('execution'),
});
export const workerStreamEntrySchema = historyStreamFields.extend({ topic: z.literal('worker') });

/** A run wrote something; told only to those who ask for the topic. */
export const outputStreamEntrySchema = outputPieceSchema.extend({
  topic: z.literal('output'),
  id: recordIdSchema,
  time: timestampSchema,
  execution: recordIdSchema,
  action_ref: refSchema,
  /** Of the claim whose run it is: a repetition begins anew. */
  fencing_token: z.number().int(),
});

/** The data of one message of a stream. */
export const streamEntrySchema = z.discriminatedUnion('topic', [
  eventStreamEntrySchema,
  enforcementStreamEntrySchema,
  executionStreamEntrySchema,
  workerStreamEntrySchema,
  outputStreamEntrySchema,
]);
export type StreamEntry = z.infer<typeof streamEntrySchema>;

/** The data of the last message of a stream that the server ends: `expired` or `dropped`. */
export const streamEndSchema = z.object({ reason: z.string() });
export type StreamEnd = z.infer<typeof streamEndSchema>;

/** Which entries a stream tells of: a filter narrows the topics that know it and leaves the others. */
export const streamFilterSchema = z.object({
  /** All but `output` when left out. */
  topics: z.array(streamTopicSchema).min(1).optional(),
  trigger_ref: refSchema.optional(),
  rule_ref: refSchema.optional(),
  action_ref: refSchema.optional(),
  /** Of the event, the enforcement, the execution (also of output) or the worker. */
  entity_id: z.coerce.number().pipe(recordIdSchema).optional(),
});

export type StreamFilter = z.output<typeof streamFilterSchema>;

/** The same as query parameters, with the place to go on from. */
export const streamQuerySchema = streamFilterSchema.extend({
  topics: z
    .string()
    .transform((text) => [...new Set(text.split(','))])
    .pipe(z.array(streamTopicSchema).min(1))
    .optional(),
  after: cursorSchema.optional(),
});
export type StreamQuery = z.output<typeof streamQuerySchema>;
