import { z } from 'zod';

/** The process answers. Says nothing about its stores. */
export const healthSchema = z.object({ status: z.literal('ok') });
export type Health = z.infer<typeof healthSchema>;

/** Every store answers and is at the version that this code needs. */
export const readinessSchema = z.object({
  status: z.literal('ready'),
  stores: z.object({
    graph: z.object({ status: z.literal('ready'), codebases: z.number().int() }),
    events: z.object({ status: z.literal('ready') }),
  }),
});
export type Readiness = z.infer<typeof readinessSchema>;
