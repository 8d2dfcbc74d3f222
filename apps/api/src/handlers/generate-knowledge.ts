import { generationJobConfigSchema } from '@clew/contracts';
import { routes, routeUrl } from '@clew/contracts/api';
import { ApiError } from '../errors/api-error.ts';
import { requestGeneration } from '../generation-jobs/request-generation.ts';
import type { Handlers } from './handler.ts';

export const generateKnowledge: Handlers['generateKnowledge'] = async ({
  ctx,
  params: { name },
  body,
  signal,
}) => {
  const config = generationJobConfigSchema.parse({ ...body, codebase: name });
  await ctx.graphs.ask('describeCodebase', { name, input: {}, signal });
  if (!ctx.generates && !config.dry_run) {
    throw new ApiError(
      'unprocessable',
      'generation_off',
      'No language model is named, so nothing is sent anywhere. Set CLEW_LLM_URL to the base address of an OpenAI-compatible API and CLEW_LLM_MODEL to one of its models for the API and the workers (and CLEW_LLM_KEY to its key for the workers), or ask with `dry_run`.',
    );
  }
  const job = await ctx.inTurn(name, () => requestGeneration({ ctx, input: config }));
  const location = routeUrl(routes.getExecution, { params: { id: job.id } });
  return { status: 202, body: job, headers: { location } };
};
