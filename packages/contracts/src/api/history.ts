import { z } from 'zod';
import { historyEntrySchema, historyQuerySchema } from '../history.ts';
import { pageSchema } from '../page.ts';
import { historyEntryExample } from './examples.ts';
import { executionParams, workerParams } from './executions.ts';
import { queryParameters } from './parameters.ts';
import { defineRoute } from './route.ts';

export const historyPageSchema = pageSchema(historyEntrySchema);

const answers = {
  200: {
    description: 'The changes, newest first.',
    schema: historyPageSchema,
    example: { items: [historyEntryExample], next_cursor: null },
  },
} as const;

const ofOneEntity = queryParameters(historyQuerySchema.omit({ entity_id: true, entity_ref: true }));

export const listHistory = defineRoute({
  method: 'get',
  path: '/api/v1/history/{entity_type}',
  scope: 'read',
  tag: 'history',
  summary: 'List the changes of executions or of workers',
  description:
    'Only executions and workers have a history. Events never change, and an enforcement records its one change in `resolved_at`; any other entity type answers 404.',
  params: z.object({
    entity_type: z.string().meta({
      description: '`execution` or `worker`.',
      enum: ['execution', 'worker'],
      example: 'execution',
    }),
  }),
  query: queryParameters(historyQuerySchema),
  answers,
  problems: ['invalid_request', 'not_found'],
});

export const listExecutionHistory = defineRoute({
  method: 'get',
  path: '/api/v1/executions/{id}/history',
  scope: 'read',
  tag: 'history',
  summary: 'List the changes of an execution',
  description: 'The changes outlive the execution, so an id that is gone may still have some.',
  params: executionParams,
  query: ofOneEntity,
  answers,
  problems: ['invalid_request', 'not_found'],
});

export const listWorkerHistory = defineRoute({
  method: 'get',
  path: '/api/v1/workers/{name}/history',
  scope: 'read',
  tag: 'history',
  summary: 'List the changes of a worker',
  params: workerParams,
  query: ofOneEntity,
  answers,
  problems: ['invalid_request', 'not_found'],
});
