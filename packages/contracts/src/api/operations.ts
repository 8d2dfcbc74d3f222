import { z } from 'zod';
import {
  chunkQuerySchema,
  chunksSchema,
  ledgerSchema,
  migrationsReportSchema,
  pendingCountsSchema,
  storageReportSchema,
  storeJobsSchema,
} from '../operations.ts';
import { numberParameter, queryParameters } from './parameters.ts';
import { defineRoute } from './route.ts';

const moment = '2026-03-02T09:30:00.000000Z';

export const getStorage = defineRoute({
  method: 'get',
  path: '/api/v1/system/storage',
  scope: 'read',
  tag: 'history',
  summary: 'Say how the history lies on disk',
  answers: {
    200: {
      description: 'Each hypertable with its chunks, compression and retention.',
      schema: storageReportSchema,
      example: {
        hypertables: [
          {
            name: 'event',
            chunks: 30,
            compressed_chunks: 23,
            bytes: 41_943_040,
            bytes_before_compression: 209_715_200,
            bytes_after_compression: 10_485_760,
            compression_ratio: 20,
            oldest: '2026-02-01T00:00:00.000000Z',
            newest: '2026-03-03T00:00:00.000000Z',
            compress_after: '7 days',
            retention: '90 days',
          },
        ],
        bytes: 73_400_320,
      },
    },
  },
  problems: ['invalid_request'],
});

export const getJobs = defineRoute({
  method: 'get',
  path: '/api/v1/system/jobs',
  scope: 'read',
  tag: 'history',
  summary: 'List the background jobs of the history',
  answers: {
    200: {
      description: 'The jobs that compress, drop and aggregate, with how their runs went.',
      schema: storeJobsSchema,
      example: {
        jobs: [
          {
            id: 1004,
            procedure: 'policy_retention',
            target: 'event',
            scheduled: true,
            schedule_interval: '1 day',
            last_started: moment,
            last_succeeded: moment,
            last_status: 'Success',
            next_start: '2026-03-03T09:30:00.000000Z',
            runs: 12,
            failures: 0,
          },
        ],
      },
    },
  },
  problems: ['invalid_request'],
});

export const getLedger = defineRoute({
  method: 'get',
  path: '/api/v1/system/ledger',
  scope: 'read',
  tag: 'history',
  summary: 'Balance the books: what became of the events',
  description:
    'By the UTC days of the events, in one snapshot: events = evaluated + pending, matches = enforcements, enforcements = executions + disabled + pending. A gap that is not 0 says that something was lost or counted twice.',
  query: z.strictObject({
    days: numberParameter('How many days back, today included.', { min: 1, max: 90, fallback: 7 }),
  }),
  answers: {
    200: {
      description: 'The books.',
      schema: ledgerSchema,
      example: {
        at: moment,
        days: [
          {
            day: '2026-03-02',
            events: 1200,
            evaluated: 1198,
            pending_events: 2,
            matches: 40,
            enforcements: 40,
            executions: 37,
            disabled: 2,
            pending_enforcements: 1,
            gaps: { events: 0, matches: 0, enforcements: 0 },
          },
        ],
        balanced: true,
      },
    },
  },
  problems: ['invalid_request'],
});

export const getChunks = defineRoute({
  method: 'get',
  path: '/api/v1/system/chunks',
  scope: 'read',
  tag: 'history',
  summary: 'List the chunks of a hypertable',
  query: queryParameters(chunkQuerySchema),
  answers: {
    200: {
      description: 'The chunks, newest first; none when there is no such hypertable.',
      schema: chunksSchema,
      example: {
        hypertable: 'event',
        chunks: [
          {
            name: '_hyper_1_7_chunk',
            since: '2026-02-20T00:00:00.000000Z',
            until: '2026-02-21T00:00:00.000000Z',
            compressed: true,
            bytes: 524_288,
            bytes_before_compression: 10_485_760,
            bytes_after_compression: 524_288,
          },
        ],
      },
    },
  },
  problems: ['invalid_request'],
});

export const getPending = defineRoute({
  method: 'get',
  path: '/api/v1/system/pending',
  scope: 'read',
  tag: 'history',
  summary: 'Count what waits at each stage',
  answers: {
    200: {
      description: 'The lengths of the queues.',
      schema: pendingCountsSchema,
      example: { events: 2, enforcements: 0, executions: 1, running: 3 },
    },
  },
  problems: ['invalid_request'],
});

export const getMigrations = defineRoute({
  method: 'get',
  path: '/api/v1/system/migrations',
  scope: 'read',
  tag: 'history',
  summary: 'List the migrations of both stores',
  description:
    'Of the event store and of the graph of each codebase: what was applied and when, and what is still to be. Nothing is migrated: `pnpm db:migrate` does that.',
  answers: {
    200: {
      description: 'The migrations by store.',
      schema: migrationsReportSchema,
      example: {
        events: { applied: [{ name: '0000_definitions', applied_at: moment }], pending: [] },
        graphs: [
          {
            codebase: 'clew',
            migrations: { applied: [{ name: '0000_baseline', applied_at: moment }], pending: [] },
            error: null,
          },
        ],
      },
    },
  },
  problems: ['invalid_request'],
});
