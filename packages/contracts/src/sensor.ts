import { z } from 'zod';
import {
  definitionDescriptionSchema,
  definitionLabelSchema,
  definitionStandSchema,
  flagSchema,
} from './definition.ts';
import { maxJsonDocumentBytes, storedJsonSchema } from './json-document.ts';
import { pageRequestSchema } from './page-request.ts';
import { recordIdSchema } from './record-id.ts';
import { refSchema } from './ref.ts';
import { timestampSchema } from './timestamp.ts';
import { definitionOriginSchema } from './trigger.ts';

/** What a sensor watches: requests to the API, calls of a webhook, the clock, or the graphs. */
export const sensorEntrypointSchema = z.enum(['api', 'webhook', 'timer', 'graph']);
export type SensorEntrypoint = z.infer<typeof sensorEntrypointSchema>;

/** `idle` before its first event, `done` when a timer will not fire again, `failing` after an error. */
export const sensorStateSchema = z.enum(['idle', 'active', 'done', 'failing']);
export type SensorState = z.infer<typeof sensorStateSchema>;

/** A source of events of one trigger. */
export const sensorSchema = z.object({
  id: recordIdSchema,
  ref: refSchema,
  label: z.string(),
  description: z.string().nullable(),
  enabled: z.boolean(),
  origin: definitionOriginSchema,
  trigger: recordIdSchema.nullable(),
  trigger_ref: refSchema,
  entrypoint: sensorEntrypointSchema,
  config: storedJsonSchema,
  state: sensorStateSchema,
  /** When a timer fires next. */
  next_fire_at: timestampSchema.nullable(),
  last_event: recordIdSchema.nullable(),
  last_event_at: timestampSchema.nullable(),
  event_count: z.number().int().min(0),
  error_count: z.number().int().min(0),
  last_error: z.string().nullable(),
  last_error_at: timestampSchema.nullable(),
  created: timestampSchema,
  updated: timestampSchema,
});
export type Sensor = z.infer<typeof sensorSchema>;

/**
 * What becomes of moments at which nobody was there to fire: nothing, one event for all of them, or
 * an event for each (the latest 100).
 */
export const missedFiresSchema = z.enum(['skip', 'once', 'all']);
export type MissedFires = z.infer<typeof missedFiresSchema>;

const missed = missedFiresSchema.default('once');

/** When a timer fires: at the moments of a cron expression, in regular steps, or once. */
export const timerConfigSchema = z.union([
  z.strictObject({
    /** Five fields, or six of which the first is seconds. */
    cron: z
      .string()
      .max(200)
      .regex(/^\S+(?: \S+){4,5}$/, 'must be five or six fields, separated by one space'),
    /** An IANA name; UTC when left out. */
    timezone: z.string().min(1).max(64).optional(),
    missed,
  }),
  z.strictObject({
    every_seconds: z.number().int().min(1).max(31_536_000),
    missed,
  }),
  z.strictObject({ at: timestampSchema, missed }),
]);
export type TimerConfig = z.infer<typeof timerConfigSchema>;

/** How the sender of a webhook proves who it is; `none` relies on the secrecy of the address. */
export const webhookSchemeSchema = z.enum(['github', 'stripe', 'standard', 'none']);
export type WebhookScheme = z.infer<typeof webhookSchemeSchema>;

const webhookLimits = {
  /** Largest body. */
  max_bytes: z.number().int().min(1).max(maxJsonDocumentBytes).default(maxJsonDocumentBytes),
  rate_per_minute: z.number().int().min(1).max(100_000).default(600),
};

export const webhookConfigSchema = z.discriminatedUnion('scheme', [
  z.strictObject({
    scheme: z.enum(['github', 'stripe', 'standard']),
    /** Name of the secret that signs. Its value is never stored. */
    secret: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/, 'must be the name of a secret'),
    /** How far the moment that was signed may be away; GitHub signs none. */
    tolerance_seconds: z.number().int().min(1).max(86_400).default(300),
    ...webhookLimits,
  }),
  z.strictObject({ scheme: z.literal('none'), ...webhookLimits }),
]);
export type WebhookConfig = z.infer<typeof webhookConfigSchema>;

const definition = {
  ref: refSchema,
  label: definitionLabelSchema.optional(),
  description: definitionDescriptionSchema.default(null),
  enabled: z.boolean().default(true),
};

/** What a client sends to create a sensor. Sensors of graphs are built in. */
export const newSensorSchema = z.discriminatedUnion('entrypoint', [
  z.strictObject({
    ...definition,
    entrypoint: z.literal('timer'),
    trigger_ref: refSchema.default('core.timer'),
    config: timerConfigSchema,
  }),
  z.strictObject({
    ...definition,
    entrypoint: z.literal('webhook'),
    trigger_ref: refSchema.default('core.webhook'),
    config: webhookConfigSchema,
  }),
  z.strictObject({
    ...definition,
    entrypoint: z.literal('api'),
    trigger_ref: refSchema.default('core.event'),
    config: z.strictObject({}).default({}),
  }),
]);
export type NewSensor = z.input<typeof newSensorSchema>;

/** What may change of a sensor. Its config is replaced whole and must fit its entrypoint. */
export const sensorPatchSchema = z.strictObject({
  label: definitionLabelSchema.optional(),
  description: definitionDescriptionSchema.optional(),
  enabled: z.boolean().optional(),
  trigger_ref: refSchema.optional(),
  config: z.union([timerConfigSchema, webhookConfigSchema, z.strictObject({})]).optional(),
  /** Gives a webhook a new address; the old one is unknown at once. */
  rotate_key: z.boolean().optional(),
  updated: definitionStandSchema,
});
export type SensorPatch = z.input<typeof sensorPatchSchema>;

/** `key` is that of a webhook's address, in the answer that mints it; null in any other. */
export const changedSensorSchema = sensorSchema.extend({ key: z.string().nullable() });
export type ChangedSensor = z.infer<typeof changedSensorSchema>;

export const sensorQuerySchema = pageRequestSchema.extend({
  entrypoint: sensorEntrypointSchema.optional(),
  trigger_ref: refSchema.optional(),
  state: sensorStateSchema.optional(),
  enabled: flagSchema.optional(),
  origin: definitionOriginSchema.optional(),
});
export type SensorQuery = z.input<typeof sensorQuerySchema>;
