import {
  getExecution as readExecution,
  listExecutions as readExecutions,
  getWorker as readWorker,
  listWorkers as readWorkers,
} from '@clew/event-store';
import type { Handlers } from './handler.ts';

export const listExecutions: Handlers['listExecutions'] = async ({ ctx, query }) => ({
  status: 200,
  body: await readExecutions({ ctx, input: query }),
});

export const getExecution: Handlers['getExecution'] = async ({ ctx, params }) => ({
  status: 200,
  body: await readExecution({ ctx, input: params }),
});

export const listWorkers: Handlers['listWorkers'] = async ({ ctx, query }) => ({
  status: 200,
  body: await readWorkers({ ctx, input: query }),
});

export const getWorker: Handlers['getWorker'] = async ({ ctx, params }) => ({
  status: 200,
  body: await readWorker({ ctx, input: params }),
});
