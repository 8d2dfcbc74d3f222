import { z } from 'zod';
import { storedJsonSchema } from './json-document.ts';
import { recordIdSchema } from './record-id.ts';
import { refSchema } from './ref.ts';
import { timestampSchema } from './timestamp.ts';
import { definitionOriginSchema } from './trigger.ts';

/** A watcher of the outside (a timer, a file, a repository) that creates events of one trigger. */
export const sensorSchema = z.object({
  id: recordIdSchema,
  ref: refSchema,
  label: z.string(),
  description: z.string().nullable(),
  enabled: z.boolean(),
  origin: definitionOriginSchema,
  trigger: recordIdSchema.nullable(),
  trigger_ref: refSchema,
  entrypoint: z.string(),
  config: storedJsonSchema,
  created: timestampSchema,
  updated: timestampSchema,
});
export type Sensor = z.infer<typeof sensorSchema>;
