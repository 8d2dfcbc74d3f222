import { readGitDiff } from '@clew/graph-store';
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

export const getAffectedTests: Handlers['getAffectedTests'] = async ({
  ctx,
  params: { name },
  query: { base, ...reach },
  signal,
}) => {
  const { root } = await ctx.graphs.ask('describeCodebase', { name, input: {}, signal });
  const { commit, ...diff } = await readGitDiff({ root, base, signal });
  const input = { ...diff, ...reach, base: commit, graph_holds: 'after' as const };
  return { status: 200, body: await ctx.graphs.ask('getAffectedTests', { name, input, signal }) };
};

export const getAffectedTestsOfPatch: Handlers['getAffectedTestsOfPatch'] = async ({
  ctx,
  params,
  body,
  signal,
}) => ({
  status: 200,
  body: await ctx.graphs.ask('getAffectedTests', { ...params, input: body, signal }),
});

export const findCycles: Handlers['findCycles'] = async ({ ctx, params, query, signal }) => ({
  status: 200,
  body: await ctx.graphs.ask('findCycles', { ...params, input: query, signal }),
});

export const findDeadCode: Handlers['findDeadCode'] = async ({ ctx, params, query, signal }) => ({
  status: 200,
  body: await ctx.graphs.ask('findDeadCode', { ...params, input: query, signal }),
});

export const findHotspots: Handlers['findHotspots'] = async ({ ctx, params, query, signal }) => ({
  status: 200,
  body: await ctx.graphs.ask('findHotspots', { ...params, input: query, signal }),
});

export const queryGraph: Handlers['queryGraph'] = async ({ ctx, params, body, signal }) => ({
  status: 200,
  body: await ctx.graphs.ask('queryGraph', { ...params, input: body, signal }),
});
