import { z } from 'zod';
import { analyticsEntitySchema, analyticsQuerySchema, analyticsSchema } from '../analytics.ts';
import { queryParameters } from './parameters.ts';
import { defineRoute } from './route.ts';

export const getAnalytics = defineRoute({
  method: 'get',
  path: '/api/v1/analytics/{entity}',
  scope: 'read',
  tag: 'history',
  summary: 'Count what happened, by hour or by day',
  description:
    'Counts come from aggregates that outlive the rows: hours for 180 days, days for two years; what was not aggregated yet, from `materialized_until` on, is counted as it stands. Buckets are hours and days of UTC and cover the whole window, at most 2000 of them; the ones at its edges are whole.',
  params: z.object({
    entity: analyticsEntitySchema.meta({ description: 'What to count.', example: 'events' }),
  }),
  query: queryParameters(analyticsQuerySchema),
  answers: {
    200: {
      description: 'The counts.',
      schema: analyticsSchema,
      example: {
        bucket: 'hour',
        since: '2026-03-02T08:00:00.000000Z',
        until: '2026-03-02T10:00:00.000000Z',
        buckets: [
          { start: '2026-03-02T08:00:00.000000Z', count: 0, statuses: {} },
          {
            start: '2026-03-02T09:00:00.000000Z',
            count: 2,
            statuses: { requested: 2, running: 2, completed: 2 },
          },
        ],
        total: 2,
        materialized_until: '2026-03-02T09:00:00.000000Z',
        statuses: { requested: 2, running: 2, completed: 2 },
        refs: [{ ref: 'core.index', count: 2 }],
        duration_seconds: { count: 2, p50: 3.9, p95: 4.2, p99: 4.2 },
      },
    },
  },
  problems: ['invalid_request'],
});
