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
