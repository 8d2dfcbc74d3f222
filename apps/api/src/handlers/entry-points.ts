import type { Handlers } from './handler.ts';

export const listEntryPoints: Handlers['listEntryPoints'] = async ({
  ctx,
  params,
  query,
  signal,
}) => ({
  status: 200,
  body: await ctx.graphs.ask('listEntryPoints', { ...params, input: query, signal }),
});

export const listExternalDependencies: Handlers['listExternalDependencies'] = async ({
  ctx,
  params,
  query,
  signal,
}) => ({
  status: 200,
  body: await ctx.graphs.ask('listExternalDependencies', { ...params, input: query, signal }),
});
