import { z } from 'zod';
import { storedJsonSchema } from './json-document.ts';
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
