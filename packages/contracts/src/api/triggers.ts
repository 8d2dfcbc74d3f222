import { z } from 'zod';
import { pageSchema } from '../page.ts';
import { refSchema } from '../ref.ts';
import {
  newTriggerSchema,
  triggerPatchSchema,
  triggerQuerySchema,
  triggerSchema,
} from '../trigger.ts';
import { triggerExample } from './definition-examples.ts';
import { queryParameters } from './parameters.ts';
import { defineRoute } from './route.ts';

export const triggerPageSchema = pageSchema(triggerSchema);

export const triggerParams = z.object({
  ref: refSchema.meta({ description: 'The ref of the trigger.', example: 'shop.order_placed' }),
});

export const listTriggers = defineRoute({
  method: 'get',
  path: '/api/v1/triggers',
  scope: 'read',
  tag: 'rules',
  summary: 'List triggers',
  query: queryParameters(triggerQuerySchema),
  answers: {
    200: {
      description: 'The triggers, the latest defined first.',
      schema: triggerPageSchema,
      example: { items: [triggerExample], next_cursor: null },
    },
  },
  problems: ['invalid_request'],
});

export const createTrigger = defineRoute({
  method: 'post',
  path: '/api/v1/triggers',
  scope: 'write',
  tag: 'rules',
  summary: 'Define a trigger',
  description:
    'A trigger is a kind of event. `out_schema`, a JSON Schema (2020-12), says what payloads look like; `payload_policy` says whether others are refused or recorded with their `problems`.',
  body: {
    schema: newTriggerSchema,
    example: {
      ref: triggerExample.ref,
      out_schema: triggerExample.out_schema,
      payload_policy: 'refuse',
    },
  },
  answers: {
    201: {
      description: 'Defined.',
      schema: triggerSchema,
      example: triggerExample,
      headers: { Location: 'The address of the trigger.' },
    },
  },
  problems: ['invalid_request', 'conflict', 'unprocessable'],
});

export const getTrigger = defineRoute({
  method: 'get',
  path: '/api/v1/triggers/{ref}',
  scope: 'read',
  tag: 'rules',
  summary: 'Show a trigger',
  params: triggerParams,
  answers: { 200: { description: 'The trigger.', schema: triggerSchema, example: triggerExample } },
  problems: ['invalid_request', 'not_found'],
});

export const updateTrigger = defineRoute({
  method: 'patch',
  path: '/api/v1/triggers/{ref}',
  scope: 'write',
  tag: 'rules',
  summary: 'Change a trigger, or switch it on or off',
  description:
    'What is left out stays. With `updated`, the change is made only if it was not changed since. One that comes with Clew or stands in a rules file can only be switched, with `enabled`.',
  params: triggerParams,
  body: { schema: triggerPatchSchema, example: { enabled: false } },
  answers: {
    200: {
      description: 'The trigger as it is now.',
      schema: triggerSchema,
      example: triggerExample,
    },
  },
  problems: ['invalid_request', 'not_found', 'conflict', 'unprocessable'],
});

export const deleteTrigger = defineRoute({
  method: 'delete',
  path: '/api/v1/triggers/{ref}',
  scope: 'write',
  tag: 'rules',
  summary: 'Delete a trigger',
  description: 'The history that names it stays.',
  params: triggerParams,
  answers: { 200: { description: 'What it was.', schema: triggerSchema, example: triggerExample } },
  problems: ['invalid_request', 'not_found', 'conflict'],
});
