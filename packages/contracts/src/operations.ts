import { z } from 'zod';
import { timestampSchema } from './timestamp.ts';

/** How a hypertable lies on disk. */
export const hypertableStorageSchema = z.object({
  name: z.string(),
  chunks: z.number().int(),
  compressed_chunks: z.number().int(),
  /** Everything that it takes now, with indexes. */
  bytes: z.number().int(),
  /** What the compressed chunks took before; null while there are none. */
  bytes_before_compression: z.number().int().nullable(),
  bytes_after_compression: z.number().int().nullable(),
  /** Before divided by after. */
  compression_ratio: z.number().nullable(),
  /** The span of time of the chunks: from the start of the oldest to the end of the newest. */
  oldest: timestampSchema.nullable(),
  newest: timestampSchema.nullable(),
  /** As PostgreSQL writes intervals; null when nothing is compressed, or everything is kept. */
  compress_after: z.string().nullable(),
  retention: z.string().nullable(),
});
export type HypertableStorage = z.infer<typeof hypertableStorageSchema>;

export const storageReportSchema = z.object({
  hypertables: z.array(hypertableStorageSchema),
  /** The whole database. */
  bytes: z.number().int(),
});
export type StorageReport = z.infer<typeof storageReportSchema>;

/** A background job of the event store: it compresses, drops or aggregates. */
export const storeJobSchema = z.object({
  id: z.number().int(),
  /** Such as `policy_retention`. */
  procedure: z.string(),
  /** The hypertable or aggregate that it works on. */
  target: z.string().nullable(),
  scheduled: z.boolean(),
  /** As PostgreSQL writes intervals. */
  schedule_interval: z.string(),
  last_started: timestampSchema.nullable(),
  last_succeeded: timestampSchema.nullable(),
  last_status: z.string().nullable(),
  next_start: timestampSchema.nullable(),
  runs: z.number().int(),
  failures: z.number().int(),
});
export type StoreJob = z.infer<typeof storeJobSchema>;

export const storeJobsSchema = z.object({ jobs: z.array(storeJobSchema) });

/** What became of the events of one UTC day. Nothing is lost while every gap is 0. */
export const ledgerDaySchema = z.object({
  day: z.string(),
  events: z.number().int(),
  evaluated: z.number().int(),
  pending_events: z.number().int(),
  matches: z.number().int(),
  enforcements: z.number().int(),
  executions: z.number().int(),
  disabled: z.number().int(),
  pending_enforcements: z.number().int(),
  /** Above 0: so many are missing. Below 0: so many are counted twice, or were deleted since. */
  gaps: z.object({
    events: z.number().int(),
    matches: z.number().int(),
    enforcements: z.number().int(),
  }),
});

export const ledgerSchema = z.object({
  at: timestampSchema,
  /** The newest day first. */
  days: z.array(ledgerDaySchema),
  /** Whether every gap is 0. */
  balanced: z.boolean(),
});
