import { z } from 'zod';
import { enforcementQuerySchema, enforcementSchema } from '../enforcement.ts';
import {
  eventQuerySchema,
  eventReceiptSchema,
  eventSchema,
  maxEventBatch,
  newEventSchema,
} from '../event.ts';
import { pageSchema } from '../page.ts';
import { enforcementExample, eventExample } from './examples.ts';
import { idParameter, queryParameters } from './parameters.ts';
import { defineRoute } from './route.ts';

const params = z.object({ id: idParameter });

export const eventPageSchema = pageSchema(eventSchema);
export const enforcementPageSchema = pageSchema(enforcementSchema);

/** One event, or several that are stored together or not at all. */
export const newEventsSchema = z.union([
  newEventSchema,
  z.array(newEventSchema).min(1).max(maxEventBatch),
]);
export type NewEvents = z.input<typeof newEventsSchema>;

/** A receipt for one event; for several, one each in their order. */
export const eventReceiptsSchema = z.union([
  eventReceiptSchema,
  z.object({ items: z.array(eventReceiptSchema) }),
]);
export type EventReceipts = z.infer<typeof eventReceiptsSchema>;

const receiptExample = {
  id: eventExample.id,
  trigger_ref: eventExample.trigger_ref,
  created: eventExample.created,
  duplicate: false,
};

export const createEvents = defineRoute({
  method: 'post',
  path: '/api/v1/events',
  scope: 'write',
  tag: 'events',
  summary: 'Record one event or several',
  description:
    'Several events are stored together or not at all. An event whose `idempotency_key` was used before is not stored again: its receipt names the first one and says `duplicate`. A payload that does not match the schema of its trigger is recorded with its `problems`, or refused with 422, as the trigger says. The whole request may hold 1 MiB of JSON and a little around it. Integers beyond ±(2^53−1) are refused, because they would be stored changed: send them as text.',
  body: {
    schema: newEventsSchema,
    example: {
      trigger_ref: eventExample.trigger_ref,
      payload: eventExample.payload,
      idempotency_key: 'build-4711',
    },
  },
  answers: {
    200: {
      description: 'Every one had been recorded before.',
      schema: eventReceiptsSchema,
      example: { ...receiptExample, duplicate: true },
    },
    201: {
      description: 'Recorded.',
      schema: eventReceiptsSchema,
      example: receiptExample,
      headers: { Location: 'The address of the event; for several, of the first.' },
    },
  },
  problems: ['invalid_request', 'unprocessable'],
});

export const listEvents = defineRoute({
  method: 'get',
  path: '/api/v1/events',
  scope: 'read',
  tag: 'events',
  summary: 'List events',
  query: queryParameters(eventQuerySchema),
  answers: {
    200: {
      description: 'The events, newest first.',
      schema: eventPageSchema,
      example: { items: [eventExample], next_cursor: null },
    },
  },
  problems: ['invalid_request'],
});

export const getEvent = defineRoute({
  method: 'get',
  path: '/api/v1/events/{id}',
  scope: 'read',
  tag: 'events',
  summary: 'Show an event',
  description:
    'An event never changes: PUT, PATCH and DELETE answer 405, and there is no history of it. It is gone when its retention ends.',
  params,
  answers: { 200: { description: 'The event.', schema: eventSchema, example: eventExample } },
  problems: ['invalid_request', 'not_found'],
});

export const listEnforcements = defineRoute({
  method: 'get',
  path: '/api/v1/enforcements',
  scope: 'read',
  tag: 'events',
  summary: 'List enforcements, the matches of rules',
  query: queryParameters(enforcementQuerySchema),
  answers: {
    200: {
      description: 'The enforcements, newest first.',
      schema: enforcementPageSchema,
      example: { items: [enforcementExample], next_cursor: null },
    },
  },
  problems: ['invalid_request'],
});

export const getEnforcement = defineRoute({
  method: 'get',
  path: '/api/v1/enforcements/{id}',
  scope: 'read',
  tag: 'events',
  summary: 'Show an enforcement',
  description:
    '`resolved_at` is null while it is pending. Its event may be gone: then the link says `expired`.',
  params,
  answers: {
    200: {
      description: 'The enforcement.',
      schema: enforcementSchema,
      example: enforcementExample,
    },
  },
  problems: ['invalid_request', 'not_found'],
});
