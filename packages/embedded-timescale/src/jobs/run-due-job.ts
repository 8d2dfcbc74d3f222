import { type RunSql, SqlFailure } from '../gateway/gateway-sql.ts';
import type { Logger } from '../logger.ts';
import { type DueJob, findDueJob } from './due-job.ts';
import { noteJobFailure, noteJobStart, noteJobSuccess } from './job-statistics.ts';

/** Runs the job that is due, if there is one, and notes how it went. Answers the job. */
export function runDueJob(runSql: RunSql, logger: Logger): DueJob | undefined {
  const job = findDueJob(runSql);
  if (job === undefined) return undefined;
  noteJobStart(runSql, job);
  try {
    runSql(`call run_job(${job.id})`);
  } catch (error) {
    if (!(error instanceof SqlFailure)) throw error;
    // A procedure that failed in a transaction of its own may have left it open.
    runSql('rollback');
    noteJobFailure(runSql, job, error);
    logger.error(`background job ${job.id} (${job.procedure}) failed: ${error.message}`);
    return job;
  }
  noteJobSuccess(runSql, job);
  logger.info(`background job ${job.id} (${job.procedure}) was run`);
  return job;
}
