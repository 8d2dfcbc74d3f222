import { ApiError } from '../errors/api-error.ts';
import { type IndexJobs, listIndexJobs } from './list-index-jobs.ts';

/**
 * Refuses to take a codebase away from a running index job. One that still waits fails by itself
 * when it starts.
 *
 * @throws ApiError `index_running`.
 */
export async function refuseWhileIndexing({ ctx, input }: IndexJobs): Promise<void> {
  const [running] = await listIndexJobs({ ctx, input }, ['running', 'canceling']);
  if (running === undefined) return;
  throw new ApiError(
    'conflict',
    'index_running',
    `"${input.codebase}" is being indexed by job ${running.id}. Try again when it has finished, see /api/v1/executions/${running.id}.`,
  );
}
