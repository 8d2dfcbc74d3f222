import type { Handlers } from './handler.ts';

export const getChangeImpact: Handlers['getChangeImpact'] = async ({
  ctx,
  params,
  body,
  signal,
}) => ({
  status: 200,
  body: await ctx.graphs.ask('getChangeImpact', { ...params, input: body, signal }),
});

export const findPaths: Handlers['findPaths'] = async ({ ctx, params, query, signal }) => ({
  status: 200,
  body: await ctx.graphs.ask('findPaths', { ...params, input: query, signal }),
});
