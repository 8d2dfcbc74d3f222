import { routes, routeUrl } from '@clew/contracts/api';
import {
  updateAction as changeAction,
  getAction as readAction,
  listActions as readActions,
  deleteAction as removeAction,
  createAction as storeAction,
} from '@clew/event-store';
import type { Handlers } from './handler.ts';

export const listActions: Handlers['listActions'] = async ({ ctx, query }) => ({
  status: 200,
  body: await readActions({ ctx, input: query }),
});

export const createAction: Handlers['createAction'] = async ({ ctx, body }) => {
  const made = await storeAction({ ctx, input: body });
  const location = routeUrl(routes.getAction, { params: { ref: made.ref } });
  return { status: 201, body: made, headers: { location } };
};

export const getAction: Handlers['getAction'] = async ({ ctx, params }) => ({
  status: 200,
  body: await readAction({ ctx, input: params }),
});

export const updateAction: Handlers['updateAction'] = async ({ ctx, params, body }) => ({
  status: 200,
  body: await changeAction({ ctx, input: { ref: params.ref, patch: body } }),
});

export const deleteAction: Handlers['deleteAction'] = async ({ ctx, params }) => ({
  status: 200,
  body: await removeAction({ ctx, input: params }),
});
