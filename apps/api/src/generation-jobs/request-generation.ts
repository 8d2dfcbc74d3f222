import {
  type Execution,
  type ExecutionStatus,
  type GenerationJobConfig,
  generationActionRef,
  generationJobConfigSchema,
} from '@clew/contracts';
import { type EventSession, listExecutions, requestExecution } from '@clew/event-store';
import { ApiError } from '../errors/api-error.ts';

const unfinished: readonly ExecutionStatus[] = ['requested', 'scheduled', 'running'];

/**
 * Queues a generation job, unless an unfinished one asks for the same: then that one is answered.
 * Requests for one codebase must come one after the other, or two of them may both find nothing
 * unfinished. What rules ask for is left alone.
 *
 * @throws ApiError `generation_running` when an unfinished job asks for something else
 */
export async function requestGeneration({
  ctx,
  input,
}: {
  readonly ctx: { readonly events: EventSession };
  readonly input: GenerationJobConfig;
}): Promise<Execution> {
  const asked = JSON.stringify(input);
  const jobs = await unfinishedJobs(ctx.events, input.codebase);
  const same = jobs.find(({ config }) => JSON.stringify(config) === asked);
  if (same !== undefined) return same.job;
  const [other] = jobs;
  if (other !== undefined) {
    throw new ApiError(
      'conflict',
      'generation_running',
      `Generation job ${other.job.id} of "${input.codebase}" is not finished and does something else. Ask again when it has finished, or cancel it, see /api/v1/executions/${other.job.id}.`,
    );
  }
  return requestExecution({ ctx, input: { action_ref: generationActionRef, config: input } });
}

async function unfinishedJobs(events: EventSession, codebase: string) {
  const found: { readonly job: Execution; readonly config: GenerationJobConfig }[] = [];
  for (const status of unfinished) {
    let cursor: string | undefined;
    do {
      const page = await listExecutions({
        ctx: { events },
        input: { action_ref: generationActionRef, status, limit: 200, cursor },
      });
      for (const job of page.items) {
        // As it was stored: an older job may lack what has a default.
        const config = generationJobConfigSchema.safeParse(job.config).data;
        if (config?.codebase === codebase && job.enforcement === null) found.push({ job, config });
      }
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
  }
  return found;
}
