import { routes, routeUrl } from '@clew/contracts/api';
import { removeFileDefinitions } from '@clew/event-store';
import { checkPaths } from '../index-jobs/check-paths.ts';
import { refuseWhileIndexing } from '../index-jobs/refuse-while-indexing.ts';
import { requestIndex } from '../index-jobs/request-index.ts';
import type { Handlers } from './handler.ts';

export const listCodebases: Handlers['listCodebases'] = async ({ ctx, query }) => ({
  status: 200,
  body: await ctx.graphs.run('listCodebases', query),
});

export const createCodebase: Handlers['createCodebase'] = async ({ ctx, body }) => {
  const codebase = await ctx.graphs.run('createCodebase', body);
  const location = routeUrl(routes.getCodebase, { params: { name: codebase.name } });
  return { status: 201, body: codebase, headers: { location } };
};

export const getCodebase: Handlers['getCodebase'] = async ({ ctx, params, signal }) => ({
  status: 200,
  body: await ctx.graphs.ask('describeCodebase', { ...params, input: {}, signal }),
});

export const deleteCodebase: Handlers['deleteCodebase'] = ({ ctx, params }) =>
  ctx.inTurn(params.name, async () => {
    await refuseWhileIndexing({ ctx, input: { codebase: params.name } });
    const removed = await ctx.graphs.run('removeCodebase', params);
    // Rules that stand in its files go with it; without the codebase, nothing would ever remove them.
    await removeFileDefinitions({
      ctx,
      input: { codebase: params.name, rules: [], actions: [], keep: [] },
    });
    return { status: 200, body: removed };
  });

export const indexCodebase: Handlers['indexCodebase'] = async ({ ctx, params, body, signal }) => {
  const { name } = params;
  const { root } = await ctx.graphs.ask('describeCodebase', { name, input: {}, signal });
  await checkPaths(root, body?.paths ?? []);
  const job = await ctx.inTurn(name, () =>
    requestIndex({ ctx, input: { codebase: name, ...body } }),
  );
  const location = routeUrl(routes.getExecution, { params: { id: job.id } });
  return { status: 202, body: job, headers: { location } };
};

export const listRevisions: Handlers['listRevisions'] = async ({ ctx, params, query, signal }) => ({
  status: 200,
  body: await ctx.graphs.ask('listRevisions', { ...params, input: query, signal }),
});

export const checkIntegrity: Handlers['checkIntegrity'] = async ({ ctx, params, signal }) => ({
  status: 200,
  body: await ctx.graphs.ask('checkIntegrity', { ...params, input: {}, signal }),
});

export const listFiles: Handlers['listFiles'] = async ({ ctx, params, query, signal }) => ({
  status: 200,
  body: await ctx.graphs.ask('listFiles', { ...params, input: query, signal }),
});
