import { readSymbolHistory } from '../graphs/read-symbol-history.ts';
import type { Handlers } from './handler.ts';

export const diffRevisions: Handlers['diffRevisions'] = async ({
  ctx,
  params: { name },
  query: { from, to, ...page },
  signal,
}) => {
  const { past } = await ctx.graphs.asOf(name, { at: from, signal });
  const later =
    to === undefined ? ctx.graphs : (await ctx.graphs.asOf(name, { at: to, signal })).graphs;
  const input = { ...page, before: past.path, keep: true };
  return { status: 200, body: await later.ask('diffGraphs', { name, input, signal }) };
};

export const listSymbolHistory: Handlers['listSymbolHistory'] = async ({
  ctx,
  params: { name, fqn },
  query,
  signal,
}) => {
  const page = await readSymbolHistory(ctx, { name, fqn, ...query, signal });
  // Nothing may have happened to it, or nobody ever heard of it.
  if (page.items.length === 0) await ctx.graphs.ask('getSymbol', { name, input: { fqn }, signal });
  return { status: 200, body: page };
};

export const listBrokenReferences: Handlers['listBrokenReferences'] = async ({
  ctx,
  params,
  query,
  signal,
}) => ({
  status: 200,
  body: await ctx.graphs.ask('listBrokenReferences', { ...params, input: query, signal }),
});

export const listDeletedSymbols: Handlers['listDeletedSymbols'] = async ({
  ctx,
  params,
  query,
  signal,
}) => ({
  status: 200,
  body: await ctx.graphs.ask('listDeletedSymbols', { ...params, input: query, signal }),
});

export const purgeSymbols: Handlers['purgeSymbols'] = async ({ ctx, params, body }) => ({
  status: 200,
  body: await ctx.graphs.run('purgeSymbols', { ...params, ...body }),
});

export const examineGraph: Handlers['examineGraph'] = async ({ ctx, params, signal }) => ({
  status: 200,
  body: await ctx.graphs.ask('examineGraph', { ...params, input: {}, signal }),
});

export const listQuarantine: Handlers['listQuarantine'] = async ({
  ctx,
  params,
  query,
  signal,
}) => ({
  status: 200,
  body: await ctx.graphs.ask('listQuarantine', { ...params, input: query, signal }),
});

export const restoreQuarantined: Handlers['restoreQuarantined'] = async ({
  ctx,
  params: { name, id },
}) => ({
  status: 200,
  body: await ctx.graphs.run('restoreQuarantined', { name, input: { id } }),
});

export const discardQuarantined: Handlers['discardQuarantined'] = async ({
  ctx,
  params: { name, id },
}) => ({
  status: 200,
  body: await ctx.graphs.run('discardQuarantined', { name, input: { id } }),
});
