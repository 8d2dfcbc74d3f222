import { z } from 'zod';
import { healthSchema, readinessSchema } from '../readiness.ts';
import { defineRoute } from './route.ts';

export const getHealth = defineRoute({
  method: 'get',
  path: '/health',
  scope: 'read',
  open: true,
  tag: 'system',
  summary: 'Say that the process answers',
  answers: { 200: { description: 'It does.', schema: healthSchema, example: { status: 'ok' } } },
  problems: [],
});

export const getReadiness = defineRoute({
  method: 'get',
  path: '/ready',
  scope: 'read',
  open: true,
  tag: 'system',
  summary: 'Say whether both stores answer',
  description: 'When one does not, the answer is 503 and `issues` names it.',
  answers: {
    200: {
      description: 'Both stores answer and are at the version that this code needs.',
      schema: readinessSchema,
      example: {
        status: 'ready',
        stores: { graph: { status: 'ready', codebases: 1 }, events: { status: 'ready' } },
      },
    },
  },
  problems: ['unavailable'],
});

export const getOpenApi = defineRoute({
  method: 'get',
  path: '/openapi.json',
  scope: 'read',
  open: true,
  tag: 'system',
  summary: 'Describe this API (OpenAPI 3.1)',
  answers: {
    200: {
      description: 'The OpenAPI document.',
      schema: z.looseObject({ openapi: z.string() }),
      example: { openapi: '3.1.0' },
    },
  },
  problems: [],
});

export const getMetrics = defineRoute({
  method: 'get',
  path: '/metrics',
  scope: 'read',
  tag: 'system',
  summary: 'Expose metrics to Prometheus',
  answers: {
    200: {
      description: 'Metrics in the Prometheus text format.',
      schema: z.string(),
      example: 'clew_http_requests_total{method="get",route="/health",status="200"} 1\n',
      mediaType: 'text/plain',
    },
  },
  problems: [],
});
