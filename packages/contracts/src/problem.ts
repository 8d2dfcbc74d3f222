import { z } from 'zod';
import { knowledgeStateSchema } from './knowledge-state.ts';

/** Everything that can go wrong at a border, one meaning each. */
export const problemCodeSchema = z.enum([
  'invalid_request',
  'invalid_json',
  'payload_too_large',
  'unsupported_media_type',
  'unauthenticated',
  'forbidden',
  'path_outside_root',
  'not_found',
  'method_not_allowed',
  'conflict',
  'gone',
  'unprocessable',
  'uri_too_long',
  'rate_limited',
  'unavailable',
  'internal',
]);
export type ProblemCode = z.infer<typeof problemCodeSchema>;

/** An error answer, `application/problem+json` (RFC 9457). `detail` says what to do. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  instance: z.string(),
  code: problemCodeSchema,
  /** Names the request in the server's log. */
  request_id: z.string().optional(),
  /** Names close to the one that was not found. */
  suggestions: z.array(z.string()).optional(),
  /** Each thing wrong with the request. */
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** How things stand, when what was to be changed is not any more what had been read. */
  current: knowledgeStateSchema.optional(),
});
export type Problem = z.infer<typeof problemSchema>;
