import { routes, routeUrl } from '@clew/contracts/api';
import {
  updateTrigger as changeTrigger,
  getTrigger as readTrigger,
  listTriggers as readTriggers,
  deleteTrigger as removeTrigger,
  createTrigger as storeTrigger,
} from '@clew/event-store';
import type { Handlers } from './handler.ts';

export const listTriggers: Handlers['listTriggers'] = async ({ ctx, query }) => ({
  status: 200,
  body: await readTriggers({ ctx, input: query }),
});

export const createTrigger: Handlers['createTrigger'] = async ({ ctx, body }) => {
  const made = await storeTrigger({ ctx, input: body });
  const location = routeUrl(routes.getTrigger, { params: { ref: made.ref } });
  return { status: 201, body: made, headers: { location } };
};

export const getTrigger: Handlers['getTrigger'] = async ({ ctx, params }) => ({
  status: 200,
  body: await readTrigger({ ctx, input: params }),
});

export const updateTrigger: Handlers['updateTrigger'] = async ({ ctx, params, body }) => ({
  status: 200,
  body: await changeTrigger({ ctx, input: { ref: params.ref, patch: body } }),
});

export const deleteTrigger: Handlers['deleteTrigger'] = async ({ ctx, params }) => ({
  status: 200,
  body: await removeTrigger({ ctx, input: params }),
});
