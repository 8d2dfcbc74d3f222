import { historyEntityTypeSchema } from '@clew/contracts';
import { getExecution, getWorker, listHistory as readHistory } from '@clew/event-store';
import { ApiError } from '../errors/api-error.ts';
import type { Handlers } from './handler.ts';

export const listHistory: Handlers['listHistory'] = async ({ ctx, params, query }) => {
  const type = historyEntityTypeSchema.safeParse(params.entity_type);
  if (!type.success) {
    throw new ApiError(
      'not_found',
      'history_unknown',
      'Only executions and workers have a history. Events never change, and an enforcement records its one change in resolved_at.',
      { suggestions: historyEntityTypeSchema.options },
    );
  }
  return {
    status: 200,
    body: await readHistory({ ctx, input: { ...query, entity_type: type.data } }),
  };
};

export const listExecutionHistory: Handlers['listExecutionHistory'] = async ({
  ctx,
  params,
  query,
}) => {
  const page = await readHistory({
    ctx,
    input: { ...query, entity_type: 'execution', entity_id: params.id },
  });
  if (page.items.length === 0) await getExecution({ ctx, input: params });
  return { status: 200, body: page };
};

export const listWorkerHistory: Handlers['listWorkerHistory'] = async ({ ctx, params, query }) => {
  const page = await readHistory({
    ctx,
    input: { ...query, entity_type: 'worker', entity_ref: params.name },
  });
  if (page.items.length === 0) await getWorker({ ctx, input: params });
  return { status: 200, body: page };
};
