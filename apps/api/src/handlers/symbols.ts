import { maxSourceLines } from '@clew/contracts';
import type { RouteQuery, Routes } from '@clew/contracts/api';
import { readSourceLines } from '@clew/graph-store';
import type { Handlers } from './handler.ts';

export const searchSymbols: Handlers['searchSymbols'] = async ({ ctx, params, query, signal }) => ({
  status: 200,
  body: await ctx.graphs.ask('searchSymbols', { ...params, input: query, signal }),
});

export const getSymbol: Handlers['getSymbol'] = async ({ ctx, params, signal }) => {
  const { name, fqn } = params;
  return {
    status: 200,
    body: await ctx.graphs.ask('getSymbol', { name, input: { fqn }, signal }),
  };
};

export const getSymbolSource: Handlers['getSymbolSource'] = async ({ ctx, params, signal }) => {
  const { name, fqn } = params;
  const [{ root }, symbol] = await Promise.all([
    ctx.graphs.ask('describeCodebase', { name, input: {}, signal }),
    ctx.graphs.ask('getSymbol', { name, input: { fqn }, signal }),
  ]);
  const { file, start_line: start, end_line: end } = symbol;
  const first = start ?? 1;
  const last = Math.min(end ?? first + maxSourceLines - 1, first + maxSourceLines - 1);
  const text = file === null ? null : readSourceLines({ input: { root, file, first, last } });
  const truncated = text !== null && (end === null ? linesOf(text) === maxSourceLines : last < end);
  return {
    status: 200,
    body: { fqn: symbol.fqn, file, start_line: text === null ? null : first, text, truncated },
  };
};

const linesOf = (text: string) => text.split('\n').length;

export const deleteSymbol: Handlers['deleteSymbol'] = async ({ ctx, params, query }) => ({
  status: 200,
  body: await ctx.graphs.run('deleteSymbol', { ...params, ...query }),
});

export const previewDeletion: Handlers['previewDeletion'] = async ({ ctx, params, signal }) => {
  const { name, fqn } = params;
  return {
    status: 200,
    body: await ctx.graphs.ask('previewDeletion', { name, input: { fqn }, signal }),
  };
};

export const getCallers: Handlers['getCallers'] = async ({ ctx, params, query, signal }) => {
  const { name, fqn } = params;
  return {
    status: 200,
    body: await ctx.graphs.ask('getCallers', { name, input: neighboursInput(fqn, query), signal }),
  };
};

export const getCallees: Handlers['getCallees'] = async ({ ctx, params, query, signal }) => {
  const { name, fqn } = params;
  return {
    status: 200,
    body: await ctx.graphs.ask('getCallees', { name, input: neighboursInput(fqn, query), signal }),
  };
};

export const getImpact: Handlers['getImpact'] = async ({ ctx, params, query, signal }) => {
  const { name, fqn } = params;
  return {
    status: 200,
    body: await ctx.graphs.ask('getImpact', { name, input: { fqn, ...query }, signal }),
  };
};

export const renameSymbol: Handlers['renameSymbol'] = async ({ ctx, params, body }) => ({
  status: 200,
  body: await ctx.graphs.run('renameSymbol', { ...params, ...body }),
});

export const restoreSymbol: Handlers['restoreSymbol'] = async ({ ctx, params }) => ({
  status: 200,
  body: await ctx.graphs.run('restoreSymbol', params),
});

function neighboursInput(fqn: string, { relation, ...page }: RouteQuery<Routes['getCallers']>) {
  return { fqn, ...page, relations: relation === undefined ? undefined : [relation] };
}
