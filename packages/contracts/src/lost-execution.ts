import { z } from 'zod';
import { executionStatusSchema } from './execution.ts';
import { recordIdSchema } from './record-id.ts';
import { refSchema } from './ref.ts';
import { timestampSchema } from './timestamp.ts';

/** An execution that a worker had when it was no longer heard of. */
export const lostExecutionSchema = z.object({
  execution: recordIdSchema,
  action_ref: refSchema,
  /** When it was taken from the worker. */
  lost_at: timestampSchema,
  /** How it is now: `abandoned` when it had no attempt left. */
  status: executionStatusSchema,
  /** Name of the worker of its latest attempt, the same one unless another took it over. */
  worker: z.string().nullable(),
});
export type LostExecution = z.infer<typeof lostExecutionSchema>;

/** The latest of a week, newest loss first, at most 50. */
export const lostExecutionsSchema = z.object({ items: z.array(lostExecutionSchema) });
export type LostExecutions = z.infer<typeof lostExecutionsSchema>;
