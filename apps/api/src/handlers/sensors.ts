import { nextFire } from '@clew/automation';
import { routes, routeUrl } from '@clew/contracts/api';
import {
  updateSensor as changeSensor,
  getSensor as readSensor,
  listSensors as readSensors,
  deleteSensor as removeSensor,
  createSensor as storeSensor,
} from '@clew/event-store';
import type { Handlers } from './handler.ts';

export const listSensors: Handlers['listSensors'] = async ({ ctx, query }) => ({
  status: 200,
  body: await readSensors({ ctx, input: query }),
});

export const createSensor: Handlers['createSensor'] = async ({ ctx: { events }, body }) => {
  const made = await storeSensor({ ctx: { events, nextFire }, input: body });
  const location = routeUrl(routes.getSensor, { params: { ref: made.ref } });
  return { status: 201, body: made, headers: { location } };
};

export const getSensor: Handlers['getSensor'] = async ({ ctx, params }) => ({
  status: 200,
  body: await readSensor({ ctx, input: params }),
});

export const updateSensor: Handlers['updateSensor'] = async ({
  ctx: { events },
  params: { ref },
  body,
}) => ({
  status: 200,
  body: await changeSensor({ ctx: { events, nextFire }, input: { ref, patch: body } }),
});

export const deleteSensor: Handlers['deleteSensor'] = async ({ ctx, params }) => ({
  status: 200,
  body: await removeSensor({ ctx, input: params }),
});
