import { z } from 'zod';
import { pageSchema } from '../page.ts';
import { refSchema } from '../ref.ts';
import {
  changedSensorSchema,
  newSensorSchema,
  sensorPatchSchema,
  sensorQuerySchema,
  sensorSchema,
} from '../sensor.ts';
import { eventExample } from './examples.ts';
import { queryParameters } from './parameters.ts';
import { defineRoute } from './route.ts';

export const sensorPageSchema = pageSchema(sensorSchema);

const params = z.object({
  ref: refSchema.meta({ description: 'The ref of the sensor.', example: 'shop.nightly' }),
});

export const newSensorExample = {
  ref: 'shop.nightly',
  entrypoint: 'timer',
  config: { cron: '30 2 * * *', timezone: 'Europe/Berlin', missed: 'once' },
};

const sensorExample = {
  id: 279172801548004,
  ref: newSensorExample.ref,
  label: newSensorExample.ref,
  description: null,
  enabled: true,
  origin: 'api',
  trigger: 14,
  trigger_ref: 'core.timer',
  entrypoint: 'timer',
  config: newSensorExample.config,
  state: 'active',
  next_fire_at: '2026-03-03T01:30:00.000000Z',
  last_event: eventExample.id,
  last_event_at: eventExample.created,
  event_count: 12,
  error_count: 0,
  last_error: null,
  last_error_at: null,
  created: '2026-03-02T09:00:00.000000Z',
  updated: '2026-03-02T09:30:00.123456Z',
};

export const listSensors = defineRoute({
  method: 'get',
  path: '/api/v1/sensors',
  scope: 'read',
  tag: 'rules',
  summary: 'List sensors, the sources of events',
  query: queryParameters(sensorQuerySchema),
  answers: {
    200: {
      description: 'The sensors, the latest defined first.',
      schema: sensorPageSchema,
      example: { items: [sensorExample], next_cursor: null },
    },
  },
  problems: ['invalid_request'],
});

export const createSensor = defineRoute({
  method: 'post',
  path: '/api/v1/sensors',
  scope: 'write',
  tag: 'rules',
  summary: 'Define a timer, a webhook or another source of events',
  description:
    'A timer fires by `cron` (with a `timezone`), `every_seconds` or once `at` a moment; `missed` says what becomes of moments at which nothing ran. A webhook gets a `key`: its address is `/webhooks/{key}`. The key is shown once, here or by the PATCH that rotates it; only its hash is stored. `secret` is the name of a secret of the server, never its value.',
  body: { schema: newSensorSchema, example: newSensorExample },
  answers: {
    201: {
      description: 'Defined.',
      schema: changedSensorSchema,
      example: { ...sensorExample, key: null },
      headers: { Location: 'The address of the sensor.' },
    },
  },
  problems: ['invalid_request', 'conflict', 'unprocessable'],
});

export const getSensor = defineRoute({
  method: 'get',
  path: '/api/v1/sensors/{ref}',
  scope: 'read',
  tag: 'rules',
  summary: 'Show a sensor, its state, its last event and its errors',
  params,
  answers: { 200: { description: 'The sensor.', schema: sensorSchema, example: sensorExample } },
  problems: ['invalid_request', 'not_found'],
});

export const updateSensor = defineRoute({
  method: 'patch',
  path: '/api/v1/sensors/{ref}',
  scope: 'write',
  tag: 'rules',
  summary: 'Change a sensor, or switch it on or off',
  description:
    'What is left out stays; a `config` is replaced whole. `rotate_key` gives a webhook a new address. With `updated`, the change is made only if the sensor was not changed since. A timer with another config, or that is switched on, starts anew from now. A sensor that comes with Clew can only be switched, with `enabled`.',
  params,
  body: { schema: sensorPatchSchema, example: { enabled: false } },
  answers: {
    200: {
      description: 'The sensor as it is now.',
      schema: changedSensorSchema,
      example: { ...sensorExample, enabled: false, key: null },
    },
  },
  problems: ['invalid_request', 'not_found', 'conflict', 'unprocessable'],
});

export const deleteSensor = defineRoute({
  method: 'delete',
  path: '/api/v1/sensors/{ref}',
  scope: 'write',
  tag: 'rules',
  summary: 'Delete a sensor',
  description: 'The events that name it stay.',
  params,
  answers: { 200: { description: 'What it was.', schema: sensorSchema, example: sensorExample } },
  problems: ['invalid_request', 'not_found', 'conflict'],
});
