import { z } from 'zod';

/** How the world enters the code at a symbol. */
export const entryTypeSchema = z.enum([
  'http_api',
  'scheduled',
  'mq_consumer',
  'cli',
  'rpc',
  'websocket',
  'event_handler',
  'lifecycle',
  'test',
  'other',
]);
export type EntryType = z.infer<typeof entryTypeSchema>;

/**
 * How much of an entry point the code tells: `exact`, all of it; `suffix`, the end of an HTTP path
 * whose beginning somebody else decides; `unresolved`, something (a path, a queue, a schedule) is
 * computed and cannot be read.
 */
export const detectionResolutionSchema = z.enum(['exact', 'suffix', 'unresolved']);
export type DetectionResolution = z.infer<typeof detectionResolutionSchema>;
