import { z } from 'zod';
import {
  executionDetailSchema,
  executionQuerySchema,
  executionSchema,
  newExecutionSchema,
} from '../execution.ts';
import { lostExecutionsSchema } from '../lost-execution.ts';
import { pageSchema } from '../page.ts';
import { cordonSchema, workerNameSchema, workerQuerySchema, workerSchema } from '../worker.ts';
import { executionDetailExample, executionExample, workerExample } from './examples.ts';
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

export const createExecution = defineRoute({
  method: 'post',
  path: '/api/v1/executions',
  scope: 'write',
  tag: 'executions',
  summary: 'Run an action',
  description:
    'Queues one run of an action with the parameters in `config`, as they are: templates are for rules. The parameters must fit the `param_schema` of the action, and the action must not start programs. The `paths` of `core.index` must lie below the root of the codebase, also behind links.',
  body: {
    schema: newExecutionSchema,
    example: { action_ref: 'core.log', config: { message: 'The disk is full' } },
  },
  answers: {
    201: {
      description: 'Queued.',
      schema: executionSchema,
      example: executionExample,
      headers: { Location: 'The address of the execution.' },
    },
  },
  problems: ['invalid_request', 'path_outside_root', 'not_found', 'unprocessable'],
});

export const cancelExecution = defineRoute({
  method: 'post',
  path: '/api/v1/executions/{id}/cancel',
  scope: 'write',
  tag: 'executions',
  summary: 'Cancel an execution',
  description:
    'What waits is cancelled at once; the worker of what runs is told at once to stop, and it ends as `cancelled` when it has. Asking twice changes nothing.',
  params: executionParams,
  answers: {
    200: {
      description: 'The execution as it is now.',
      schema: executionSchema,
      example: { ...executionExample, status: 'canceling' },
    },
  },
  problems: ['invalid_request', 'not_found', 'conflict'],
});

export const rerunExecution = defineRoute({
  method: 'post',
  path: '/api/v1/executions/{id}/rerun',
  scope: 'write',
  tag: 'executions',
  summary: 'Run an execution again',
  description:
    'Queues its action once more with the same parameters, as an execution of its own that names this one as its `parent`. It must have ended, its action must be there and enabled, and must not start programs.',
  params: executionParams,
  answers: {
    201: {
      description: 'Queued.',
      schema: executionSchema,
      example: { ...executionExample, id: executionExample.id + 4096, parent: executionExample.id },
      headers: { Location: 'The address of the new execution.' },
    },
  },
  problems: ['invalid_request', 'not_found', 'conflict', 'unprocessable'],
});

export const getExecution = defineRoute({
  method: 'get',
  path: '/api/v1/executions/{id}',
  scope: 'read',
  tag: 'executions',
  summary: 'Show an execution',
  description:
    'With what its latest run has written so far: the first 256 Ki characters of each stream, kept for a week. Follow the topic `output` of the stream for more; a piece whose `position` lies before the end of what is shown here is known already.',
  params: executionParams,
  answers: {
    200: {
      description: 'The execution.',
      schema: executionDetailSchema,
      example: executionDetailExample,
    },
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

export const listLostExecutions = defineRoute({
  method: 'get',
  path: '/api/v1/workers/{name}/lost-executions',
  scope: 'read',
  tag: 'executions',
  summary: 'List what was taken from a worker that was no longer heard of',
  description:
    'The latest 50 of the last week, also those that another worker has done since. `status` is how each is now.',
  params: workerParams,
  answers: {
    200: {
      description: 'The executions, newest loss first.',
      schema: lostExecutionsSchema,
      example: {
        items: [
          {
            execution: executionExample.id,
            action_ref: executionExample.action_ref,
            lost_at: '2026-03-02T09:31:00.000000Z',
            status: 'completed',
            worker: 'local-2',
          },
        ],
      },
    },
  },
  problems: ['invalid_request', 'not_found'],
});

export const cordonWorker = defineRoute({
  method: 'post',
  path: '/api/v1/workers/{name}/cordon',
  scope: 'write',
  tag: 'executions',
  summary: 'Keep a worker from taking new executions',
  description: 'What it runs goes on. The cordon outlives restarts of the worker.',
  params: workerParams,
  body: { schema: cordonSchema, example: { reason: 'Upgrade at noon' }, optional: true },
  answers: {
    200: {
      description: 'The worker as it is now.',
      schema: workerSchema,
      example: { ...workerExample, cordoned: true, cordon_reason: 'Upgrade at noon' },
    },
  },
  problems: ['invalid_request', 'not_found'],
});

export const uncordonWorker = defineRoute({
  method: 'post',
  path: '/api/v1/workers/{name}/uncordon',
  scope: 'write',
  tag: 'executions',
  summary: 'Let a worker take executions again',
  params: workerParams,
  answers: {
    200: { description: 'The worker as it is now.', schema: workerSchema, example: workerExample },
  },
  problems: ['invalid_request', 'not_found'],
});
