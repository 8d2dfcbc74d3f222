import { z } from 'zod';
import { executionQuerySchema, executionSchema } from '../execution.ts';
import { pageSchema } from '../page.ts';
import { workerNameSchema, workerQuerySchema, workerSchema } from '../worker.ts';
import { executionExample, workerExample } from './examples.ts';
import { idParameter, queryParameters } from './parameters.ts';
import { defineRoute } from './route.ts';

export const executionPageSchema = pageSchema(executionSchema);
export const workerPageSchema = pageSchema(workerSchema);

export const executionParams = z.object({ id: idParameter });
export const workerParams = z.object({
  name: workerNameSchema.meta({ description: 'The name of the worker.', example: 'local-1' }),
});

export const listExecutions = defineRoute({
  method: 'get',
  path: '/api/v1/executions',
  scope: 'read',
  tag: 'executions',
  summary: 'List executions, the runs of actions',
  query: queryParameters(executionQuerySchema),
  answers: {
    200: {
      description: 'The executions, newest first.',
      schema: executionPageSchema,
      example: { items: [executionExample], next_cursor: null },
    },
  },
  problems: ['invalid_request'],
});

export const getExecution = defineRoute({
  method: 'get',
  path: '/api/v1/executions/{id}',
  scope: 'read',
  tag: 'executions',
  summary: 'Show an execution',
  params: executionParams,
  answers: {
    200: { description: 'The execution.', schema: executionSchema, example: executionExample },
  },
  problems: ['invalid_request', 'not_found'],
});

export const listWorkers = defineRoute({
  method: 'get',
  path: '/api/v1/workers',
  scope: 'read',
  tag: 'executions',
  summary: 'List workers',
  query: queryParameters(workerQuerySchema),
  answers: {
    200: {
      description: 'The workers.',
      schema: workerPageSchema,
      example: { items: [workerExample], next_cursor: null },
    },
  },
  problems: ['invalid_request'],
});

export const getWorker = defineRoute({
  method: 'get',
  path: '/api/v1/workers/{name}',
  scope: 'read',
  tag: 'executions',
  summary: 'Show a worker',
  params: workerParams,
  answers: { 200: { description: 'The worker.', schema: workerSchema, example: workerExample } },
  problems: ['invalid_request', 'not_found'],
});
