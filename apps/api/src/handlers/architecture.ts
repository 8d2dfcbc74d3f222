import type { Handlers } from './handler.ts';

export const listAntiPatterns: Handlers['listAntiPatterns'] = async ({
  ctx,
  params,
  query,
  signal,
}) => ({
  status: 200,
  body: await ctx.graphs.ask('listAntiPatterns', { ...params, input: query, signal }),
});

export const getLayers: Handlers['getLayers'] = async ({ ctx, params, signal }) => ({
  status: 200,
  body: await ctx.graphs.ask('describeLayers', { ...params, input: {}, signal }),
});
