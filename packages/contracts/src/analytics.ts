import { z } from 'zod';
import { timestampSchema } from './timestamp.ts';

/** What analytics count: events by trigger, enforcements by rule, executions by action, workers by name. */
export const analyticsEntitySchema = z.enum(['events', 'enforcements', 'executions', 'workers']);
export type AnalyticsEntity = z.infer<typeof analyticsEntitySchema>;

/** The most buckets that one answer holds. */
export const maxAnalyticsBuckets = 2000;

export const analyticsQuerySchema = z.object({
  bucket: z.enum(['hour', 'day']).default('hour'),
  /** A day before `until` for hours, 30 days for days, when left out. */
  since: timestampSchema.optional(),
  /** Now, when left out. */
  until: timestampSchema.optional(),
  /** A trigger, a rule, an action, or the name of a worker. */
  ref: z.string().min(1).max(255).optional(),
});
export type AnalyticsQuery = z.input<typeof analyticsQuerySchema>;

const statusCountsSchema = z.record(z.string(), z.number().int());

export const analyticsBucketSchema = z.object({
  /** When the hour or day (UTC) begins. */
  start: timestampSchema,
  /** Events, enforcements or executions that were created; changes of the status of workers. */
  count: z.number().int(),
  /** Changes of executions and workers to each status. */
  statuses: statusCountsSchema,
});

/** Seconds at which half, 95% and 99% were done. */
export const durationPercentilesSchema = z.object({
  /** How many were measured. */
  count: z.number().int(),
  p50: z.number(),
  p95: z.number(),
  p99: z.number(),
});

export const analyticsSchema = z.object({
  bucket: z.enum(['hour', 'day']),
  /** The first bucket begins here: the moment that was asked for, or before it. */
  since: timestampSchema,
  /** The last bucket ends here: the moment that was asked for, or after it. */
  until: timestampSchema,
  /** Every one of the window in order, also where nothing happened. */
  buckets: z.array(analyticsBucketSchema),
  total: z.number().int(),
  /**
   * Buckets before this moment are read from the aggregate as it was materialised; those from it on are
   * counted at the time of the answer. Null when nothing is materialised yet.
   */
  materialized_until: timestampSchema.nullable(),
  statuses: statusCountsSchema,
  /** The 20 refs with the highest counts. */
  refs: z.array(z.object({ ref: z.string(), count: z.number().int() })),
  /**
   * From creation to resolution of enforcements, from start to end of executions, of those that were
   * created in the window and are still kept. Null when none was measured.
   */
  duration_seconds: durationPercentilesSchema.nullable(),
});
export type Analytics = z.infer<typeof analyticsSchema>;
