import { ClewError } from '@clew/contracts';
import { checkEventStore } from '@clew/event-store';
import type { ApiContext } from '../api-context.ts';
import { ApiError } from '../errors/api-error.ts';
import { apiDocument } from '../openapi/api-document.ts';
import type { Handlers } from './handler.ts';

export const getHealth: Handlers['getHealth'] = async () => ({
  status: 200,
  body: { status: 'ok' },
});

type Check<T> = { readonly ok: T } | { readonly failure: { path: string; message: string } };

/** Runs the check of one store; what it fails with is told, as far as it was meant to be told. */
async function check<T>(path: string, ctx: ApiContext, ask: () => Promise<T>): Promise<Check<T>> {
  try {
    return { ok: await ask() };
  } catch (error) {
    ctx.logger.warn({ err: error, store: path }, 'not ready');
    const told = error instanceof ClewError && error.problem !== 'internal';
    return { failure: { path, message: told ? error.message : 'failed, see the log' } };
  }
}

export const getReadiness: Handlers['getReadiness'] = async ({ ctx }) => {
  const [graph, events] = await Promise.all([
    check('graph', ctx, () => ctx.graphs.check()),
    check('events', ctx, () => checkEventStore({ ctx })),
  ]);
  const issues = [graph, events].flatMap((one) => ('failure' in one ? [one.failure] : []));
  if ('failure' in graph || 'failure' in events) {
    throw new ApiError(
      'unavailable',
      'store_not_ready',
      `Not ready: ${issues.map(({ path, message }) => `${path} (${message})`).join(', ')}`,
      { issues },
    );
  }
  return {
    status: 200,
    body: {
      status: 'ready',
      stores: {
        graph: { status: 'ready', codebases: graph.ok.codebases },
        events: { status: 'ready' },
      },
    },
  };
};

const document = apiDocument();

export const getOpenApi: Handlers['getOpenApi'] = async () => ({
  status: 200,
  body: { ...document },
});

export const getMetrics: Handlers['getMetrics'] = async ({ ctx }) => ({
  status: 200,
  body: await ctx.metrics.expose(),
});
