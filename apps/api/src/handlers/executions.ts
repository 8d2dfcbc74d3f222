import { literalConfig } from '@clew/automation';
import { indexActionRef } from '@clew/contracts';
import { routes, routeUrl } from '@clew/contracts/api';
import {
  uncordonWorker as liftCordon,
  getExecutionDetail as readExecution,
  listExecutions as readExecutions,
  listLostExecutions as readLostExecutions,
  getWorker as readWorker,
  listWorkers as readWorkers,
  requestExecution,
  rerunExecution as runAgain,
  cordonWorker as setCordon,
  cancelExecution as stopExecution,
} from '@clew/event-store';
import { checkIndexRequest } from '../index-jobs/check-index-request.ts';
import type { Handlers } from './handler.ts';

export const listExecutions: Handlers['listExecutions'] = async ({ ctx, query }) => ({
  status: 200,
  body: await readExecutions({ ctx, input: query }),
});

export const createExecution: Handlers['createExecution'] = async ({
  ctx,
  body,
  actor,
  signal,
}) => {
  const config = literalConfig(body.config);
  if (body.action_ref === indexActionRef)
    await checkIndexRequest({ ctx, input: { config, signal } });
  const requester = { name: actor.name };
  const execution = await requestExecution({ ctx, input: { ...body, config, requester } });
  const location = routeUrl(routes.getExecution, { params: { id: execution.id } });
  return { status: 201, body: execution, headers: { location } };
};

export const cancelExecution: Handlers['cancelExecution'] = async ({ ctx, params }) => ({
  status: 200,
  body: await stopExecution({ ctx, input: params }),
});

export const rerunExecution: Handlers['rerunExecution'] = async ({ ctx, params, actor }) => {
  const input = { ...params, requester: { name: actor.name } };
  const execution = await runAgain({ ctx, input });
  const location = routeUrl(routes.getExecution, { params: { id: execution.id } });
  return { status: 201, body: execution, headers: { location } };
};

export const getExecution: Handlers['getExecution'] = async ({ ctx, params }) => ({
  status: 200,
  body: await readExecution({ ctx, input: params }),
});

export const listWorkers: Handlers['listWorkers'] = async ({ ctx, query }) => ({
  status: 200,
  body: await readWorkers({ ctx, input: query }),
});

export const listLostExecutions: Handlers['listLostExecutions'] = async ({ ctx, params }) => ({
  status: 200,
  body: await readLostExecutions({ ctx, input: params }),
});

export const getWorker: Handlers['getWorker'] = async ({ ctx, params }) => ({
  status: 200,
  body: await readWorker({ ctx, input: params }),
});

export const cordonWorker: Handlers['cordonWorker'] = async ({ ctx, params, body }) => ({
  status: 200,
  body: await setCordon({ ctx, input: { ...params, ...body } }),
});

export const uncordonWorker: Handlers['uncordonWorker'] = async ({ ctx, params }) => ({
  status: 200,
  body: await liftCordon({ ctx, input: params }),
});
