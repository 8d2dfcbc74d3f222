import type { Handlers } from './handler.ts';

export const getKnowledge: Handlers['getKnowledge'] = async ({
  ctx,
  params: { name, fqn },
  signal,
}) => ({
  status: 200,
  body: await ctx.graphs.ask('getKnowledge', { name, input: { fqn }, signal }),
});

export const putSummary: Handlers['putSummary'] = async ({ ctx, params: { name, fqn }, body }) => ({
  status: 200,
  body: await ctx.graphs.run('putSummary', { name, input: { ...body, fqn } }),
});

export const deleteSummary: Handlers['deleteSummary'] = async ({
  ctx,
  params: { name, fqn },
  query,
}) => ({
  status: 200,
  body: await ctx.graphs.run('deleteSummary', { name, input: { ...query, fqn } }),
});

export const listSummaries: Handlers['listSummaries'] = async ({ ctx, params, query, signal }) => ({
  status: 200,
  body: await ctx.graphs.ask('listSummaries', { ...params, input: query, signal }),
});

export const listGlossary: Handlers['listGlossary'] = async ({ ctx, params, query, signal }) => ({
  status: 200,
  body: await ctx.graphs.ask('listGlossary', { ...params, input: query, signal }),
});

export const createGlossaryTerm: Handlers['createGlossaryTerm'] = async ({
  ctx,
  params,
  body,
}) => ({
  status: 201,
  body: await ctx.graphs.run('createGlossaryTerm', { ...params, input: body }),
});

export const updateGlossaryTerm: Handlers['updateGlossaryTerm'] = async ({
  ctx,
  params: { name, id },
  body,
}) => ({
  status: 200,
  body: await ctx.graphs.run('updateGlossaryTerm', { name, input: { ...body, id } }),
});

export const deleteGlossaryTerm: Handlers['deleteGlossaryTerm'] = async ({
  ctx,
  params: { name, id },
  query: { version },
}) => ({
  status: 200,
  body: await ctx.graphs.run('deleteGlossaryTerm', { name, input: { id, version } }),
});

export const listConstraints: Handlers['listConstraints'] = async ({
  ctx,
  params,
  query,
  signal,
}) => ({
  status: 200,
  body: await ctx.graphs.ask('listConstraints', { ...params, input: query, signal }),
});

export const createConstraint: Handlers['createConstraint'] = async ({ ctx, params, body }) => ({
  status: 201,
  body: await ctx.graphs.run('createConstraint', { ...params, input: body }),
});

export const updateConstraint: Handlers['updateConstraint'] = async ({
  ctx,
  params: { name, id },
  body,
}) => ({
  status: 200,
  body: await ctx.graphs.run('updateConstraint', { name, input: { ...body, id } }),
});

export const deleteConstraint: Handlers['deleteConstraint'] = async ({
  ctx,
  params: { name, id },
  query: { version },
}) => ({
  status: 200,
  body: await ctx.graphs.run('deleteConstraint', { name, input: { id, version } }),
});
