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
