import { z } from 'zod';
import { actionPatchSchema, actionQuerySchema, actionSchema, newActionSchema } from '../action.ts';
import { pageSchema } from '../page.ts';
import { refSchema } from '../ref.ts';
import { actionExample } from './definition-examples.ts';
import { queryParameters } from './parameters.ts';
import { defineRoute } from './route.ts';

export const actionPageSchema = pageSchema(actionSchema);

export const actionParams = z.object({
  ref: refSchema.meta({ description: 'The ref of the action.', example: 'shop.notify' }),
});

export const listActions = defineRoute({
  method: 'get',
  path: '/api/v1/actions',
  scope: 'read',
  tag: 'rules',
  summary: 'List actions',
  query: queryParameters(actionQuerySchema),
  answers: {
    200: {
      description: 'The actions, the latest defined first.',
      schema: actionPageSchema,
      example: { items: [actionExample], next_cursor: null },
    },
  },
  problems: ['invalid_request'],
});

export const createAction = defineRoute({
  method: 'post',
  path: '/api/v1/actions',
  scope: 'write',
  tag: 'rules',
  summary: 'Define an action',
  description:
    'An action is something that a worker can do. One that starts programs (`process`) can be defined only in a rules file of a codebase.',
  body: {
    schema: newActionSchema,
    example: { ref: actionExample.ref, runner: 'http', timeout_seconds: 60, max_attempts: 3 },
  },
  answers: {
    201: {
      description: 'Defined.',
      schema: actionSchema,
      example: actionExample,
      headers: { Location: 'The address of the action.' },
    },
  },
  problems: ['invalid_request', 'conflict', 'unprocessable'],
});

export const getAction = defineRoute({
  method: 'get',
  path: '/api/v1/actions/{ref}',
  scope: 'read',
  tag: 'rules',
  summary: 'Show an action',
  params: actionParams,
  answers: { 200: { description: 'The action.', schema: actionSchema, example: actionExample } },
  problems: ['invalid_request', 'not_found'],
});

export const updateAction = defineRoute({
  method: 'patch',
  path: '/api/v1/actions/{ref}',
  scope: 'write',
  tag: 'rules',
  summary: 'Change an action, or switch it on or off',
  description:
    'What is left out stays. The runner of an action never changes. With `updated`, the change is made only if it was not changed since. One that comes with Clew or stands in a rules file can only be switched, with `enabled`.',
  params: actionParams,
  body: { schema: actionPatchSchema, example: { enabled: false } },
  answers: {
    200: { description: 'The action as it is now.', schema: actionSchema, example: actionExample },
  },
  problems: ['invalid_request', 'not_found', 'conflict', 'unprocessable'],
});

export const deleteAction = defineRoute({
  method: 'delete',
  path: '/api/v1/actions/{ref}',
  scope: 'write',
  tag: 'rules',
  summary: 'Delete an action',
  description: 'The history that names it stays.',
  params: actionParams,
  answers: { 200: { description: 'What it was.', schema: actionSchema, example: actionExample } },
  problems: ['invalid_request', 'not_found', 'conflict'],
});
