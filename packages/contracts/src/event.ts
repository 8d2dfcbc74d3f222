import { z } from 'zod';
import { jsonDocumentSchema, storedJsonSchema } from './json-document.ts';
import { pageRequestSchema } from './page-request.ts';
import { recordIdSchema } from './record-id.ts';
import { refSchema } from './ref.ts';
import { timestampSchema } from './timestamp.ts';

/** Most events that one request may create. */
export const maxEventBatch = 1000;

/** What a client sends to create an event. An unknown trigger is accepted: a rule may come later. */
export const newEventSchema = z.strictObject({
  trigger_ref: refSchema,
  payload: jsonDocumentSchema.default({}),
  config: jsonDocumentSchema.default(null),
  /** The sensor, webhook or program that saw it happen. */
  source_ref: refSchema.nullable().default(null),
  /** When set, only this rule is evaluated against the event. */
  rule_ref: refSchema.nullable().default(null),
  /** A repeat with the same key stores nothing and answers the first event's id. */
  idempotency_key: z
    .string()
    .min(1)
    .max(255)
    .refine((key) => !key.includes('\0'), { message: 'must not contain NUL' })
    .optional(),
});
export type NewEvent = z.input<typeof newEventSchema>;

/** The answer to a created event; `duplicate` when its idempotency key had been used before. */
export const eventReceiptSchema = z.object({
  id: recordIdSchema,
  trigger_ref: refSchema,
  created: timestampSchema,
  duplicate: z.boolean(),
});
export type EventReceipt = z.infer<typeof eventReceiptSchema>;

/** Something that happened. It never changes after it was stored. */
export const eventSchema = z.object({
  id: recordIdSchema,
  trigger: recordIdSchema.nullable(),
  trigger_ref: refSchema,
  config: storedJsonSchema,
  payload: storedJsonSchema,
  source: recordIdSchema.nullable(),
  source_ref: refSchema.nullable(),
  rule: recordIdSchema.nullable(),
  rule_ref: refSchema.nullable(),
  /** The event that started the chain; null when this one did. */
  root_event: recordIdSchema.nullable(),
  /** Reactions between the root and this event. */
  depth: z.number().int().min(0),
  /** How many events the whole chain may cause. */
  budget: z.number().int().min(0),
  /** What is wrong with the payload by the schema of its trigger; null when nothing is. */
  problems: storedJsonSchema,
  created: timestampSchema,
});
export type Event = z.infer<typeof eventSchema>;

export const eventQuerySchema = pageRequestSchema.extend({
  trigger_ref: refSchema.optional(),
  source_ref: refSchema.optional(),
  /**
   * What the payload holds, as text in any case. Every payload of the window is read for it, so the
   * window begins seven days ago when `since` is left out.
   */
  text: z
    .string()
    .min(1)
    .max(200)
    .refine((text) => !text.includes('\0'), { message: 'must not contain NUL' })
    .optional(),
  /** Inclusive. */
  since: timestampSchema.optional(),
  /** Exclusive. */
  until: timestampSchema.optional(),
});
export type EventQuery = z.input<typeof eventQuerySchema>;
