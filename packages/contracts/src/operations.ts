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

/** The chunks of which hypertable. */
export const chunkQuerySchema = z.object({ hypertable: z.string().regex(/^[a-z_]{1,63}$/) });
export type ChunkQuery = z.input<typeof chunkQuerySchema>;

/** One chunk of a hypertable. */
export const chunkSchema = z.object({
  name: z.string(),
  /** The span of time of its rows: from `since` on, before `until`. */
  since: timestampSchema,
  until: timestampSchema,
  compressed: z.boolean(),
  bytes: z.number().int(),
  /** Null while it is not compressed. */
  bytes_before_compression: z.number().int().nullable(),
  bytes_after_compression: z.number().int().nullable(),
});
export type Chunk = z.infer<typeof chunkSchema>;

export const chunksSchema = z.object({ hypertable: z.string(), chunks: z.array(chunkSchema) });

/** How much waits at each stage. */
export const pendingCountsSchema = z.object({
  /** Events that no engine has evaluated. */
  events: z.number().int().min(0),
  enforcements: z.number().int().min(0),
  /** Executions that wait for a worker or for their time. */
  executions: z.number().int().min(0),
  /** Executions that a worker has. */
  running: z.number().int().min(0),
});

export const appliedMigrationSchema = z.object({ name: z.string(), applied_at: timestampSchema });

/** What was done to the schema of one store, oldest first. */
export const storeMigrationsSchema = z.object({
  applied: z.array(appliedMigrationSchema),
  /** What this version of Clew would still do. */
  pending: z.array(z.string()),
});
export type StoreMigrations = z.infer<typeof storeMigrationsSchema>;

export const migrationsReportSchema = z.object({
  events: storeMigrationsSchema,
  /** One for each codebase. */
  graphs: z.array(
    z.object({
      codebase: z.string(),
      /** Null when the graph cannot be read; `error` says why. */
      migrations: storeMigrationsSchema.nullable(),
      error: z.string().nullable(),
    }),
  ),
});
export type MigrationsReport = z.infer<typeof migrationsReportSchema>;
