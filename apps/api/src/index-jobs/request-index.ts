import { type Execution, type IndexJobConfig, indexActionRef } from '@clew/contracts';
import { requestExecution } from '@clew/event-store';
import { ApiError } from '../errors/api-error.ts';
import { type IndexJobs, indexJobConfig, listIndexJobs } from './list-index-jobs.ts';

/** Whether a job reads everything that is asked for, as thoroughly. */
function covers(job: IndexJobConfig | null, asked: IndexJobConfig): boolean {
  if (job?.paths === undefined) return job !== null && (asked.full !== true || job.full === true);
  const paths = new Set(job.paths);
  return asked.paths?.every((path) => paths.has(path)) === true;
}

/**
 * Queues an index job, unless an unfinished one covers it: then that one is answered. Requests for
 * one codebase must come one after the other, or two of them may both find nothing unfinished.
 *
 * @throws ApiError `index_running` when an unfinished job covers only a part.
 */
export async function requestIndex({
  ctx,
  input,
}: IndexJobs & { readonly input: IndexJobConfig }): Promise<Execution> {
  const jobs = await listIndexJobs({ ctx, input }, ['requested', 'scheduled', 'running']);
  const same = jobs.find((job) => covers(indexJobConfig(job), input));
  if (same !== undefined) return same;
  const [other] = jobs;
  if (other !== undefined) {
    throw new ApiError(
      'conflict',
      'index_running',
      `Index job ${other.id} of "${input.codebase}" is not finished and covers less. Ask again when it has finished, see /api/v1/executions/${other.id}.`,
    );
  }
  return requestExecution({ ctx, input: { action_ref: indexActionRef, config: input } });
}
