import { routes, routeUrl } from '@clew/contracts/api';
import {
  getEnforcement as readEnforcement,
  listEnforcements as readEnforcements,
  getEvent as readEvent,
  listEvents as readEvents,
} from '@clew/event-store';
import { eventWithoutSecrets } from '../request/event-without-secrets.ts';
import type { Handlers } from './handler.ts';

export const createEvents: Handlers['createEvents'] = async ({ ctx, body }) => {
  const several = Array.isArray(body);
  const items = await ctx.ingest.create(
    (several ? body : [body]).map((event) => eventWithoutSecrets(event, ctx.redact)),
  );
  const [first] = items;
  if (first === undefined) throw new Error('The event store gave no receipt');
  const answer = several ? { items } : first;
  if (items.every((receipt) => receipt.duplicate)) return { status: 200, body: answer };
  const location = routeUrl(routes.getEvent, { params: { id: first.id } });
  return { status: 201, body: answer, headers: { location } };
};

export const listEvents: Handlers['listEvents'] = async ({ ctx, query }) => ({
  status: 200,
  body: await readEvents({ ctx, input: query }),
});

export const getEvent: Handlers['getEvent'] = async ({ ctx, params }) => ({
  status: 200,
  body: await readEvent({ ctx, input: params }),
});

export const listEnforcements: Handlers['listEnforcements'] = async ({ ctx, query }) => ({
  status: 200,
  body: await readEnforcements({ ctx, input: query }),
});

export const getEnforcement: Handlers['getEnforcement'] = async ({ ctx, params }) => ({
  status: 200,
  body: await readEnforcement({ ctx, input: params }),
});
