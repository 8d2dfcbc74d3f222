import type { RunSql } from '../gateway/gateway-sql.ts';
import { SqlFailure } from '../gateway/gateway-sql.ts';
import { quoteText } from '../sql/quote.ts';
import type { DueJob } from './due-job.ts';

/*
 * TimescaleDB's own scheduler keeps these rows, and run_job() alone does not touch them; written
 * here, timescaledb_information.job_stats and job_errors say of these runs what they say elsewhere.
 * Rules as in TimescaleDB, src/bgw/job_stat.c: a run counts as crashed until it has ended; a failed
 * job backs off from its retry period, doubling, up to five times its schedule interval.
 */

/** How long a job that took the engine down with it waits before it is tried again. */
const AFTER_CRASH = '5 minutes';

/** Before a run: should it never end, the job is not due again at once. */
export function noteJobStart(runSql: RunSql, { id }: DueJob): void {
  runSql(`
    insert into _timescaledb_internal.bgw_job_stat as stat (
      job_id, last_start, last_finish, next_start, last_successful_finish, last_run_success,
      total_runs, total_duration, total_duration_failures, total_successes, total_failures,
      total_crashes, consecutive_failures, consecutive_crashes
    )
    values (
      ${id}, clock_timestamp(), '-infinity', clock_timestamp() + interval '${AFTER_CRASH}',
      '-infinity', false, 1, '0', '0', 0, 0, 1, 0, 1
    )
    on conflict (job_id) do update set
      last_start = excluded.last_start,
      last_finish = '-infinity',
      next_start = excluded.last_start + interval '${AFTER_CRASH}' * (stat.consecutive_crashes + 1),
      total_runs = stat.total_runs + 1,
      total_crashes = stat.total_crashes + 1,
      consecutive_crashes = stat.consecutive_crashes + 1`);
}

export function noteJobSuccess(runSql: RunSql, job: DueJob): void {
  const update = (next: string) => `
    update _timescaledb_internal.bgw_job_stat as stat set
      last_finish = clock_timestamp(),
      last_successful_finish = clock_timestamp(),
      last_run_success = true,
      total_duration = stat.total_duration + (clock_timestamp() - stat.last_start),
      total_successes = stat.total_successes + 1,
      total_crashes = stat.total_crashes - 1,
      consecutive_failures = 0,
      consecutive_crashes = 0,
      next_start = ${next}
    from timescaledb_information.jobs as job
    where stat.job_id = ${job.id} and job.job_id = stat.job_id`;
  try {
    runSql(update(NEXT_SLOT));
  } catch (error) {
    // Buckets cannot mix months with days; such an interval counts from the end of the run.
    if (!(error instanceof SqlFailure)) throw error;
    runSql(update(AFTER_THIS_RUN));
  }
}

export function noteJobFailure(runSql: RunSql, job: DueJob, failure: SqlFailure): void {
  runSql(`
    update _timescaledb_internal.bgw_job_stat as stat set
      last_finish = clock_timestamp(),
      last_run_success = false,
      total_duration_failures = stat.total_duration_failures + (clock_timestamp() - stat.last_start),
      total_failures = stat.total_failures + 1,
      total_crashes = stat.total_crashes - 1,
      consecutive_failures = stat.consecutive_failures + 1,
      consecutive_crashes = 0,
      next_start = clock_timestamp() + least(
        job.retry_period * power(2, least(stat.consecutive_failures, 20)),
        job.schedule_interval * 5
      )
    from timescaledb_information.jobs as job
    where stat.job_id = ${job.id} and job.job_id = stat.job_id;

    insert into _timescaledb_internal.bgw_job_stat_history (
      job_id, pid, execution_start, execution_finish, succeeded, data
    )
    select
      stat.job_id, pg_backend_pid(), stat.last_start, stat.last_finish, false,
      jsonb_build_object(
        'job', jsonb_build_object('proc_schema', job.proc_schema, 'proc_name', job.proc_name),
        'error_data', jsonb_build_object(
          'sqlerrcode', ${quoteText(failure.code)}::text, 'message', ${quoteText(failure.message)}::text
        )
      )
    from _timescaledb_internal.bgw_job_stat as stat
    join timescaledb_information.jobs as job on job.job_id = stat.job_id
    where stat.job_id = ${job.id};

    select alter_job(stat.job_id, scheduled => false)
    from _timescaledb_internal.bgw_job_stat as stat
    join timescaledb_information.jobs as job on job.job_id = stat.job_id
    where stat.job_id = ${job.id} and job.max_retries > 0 and stat.consecutive_failures >= job.max_retries`);
}

const AFTER_THIS_RUN = 'clock_timestamp() + job.schedule_interval';

/** A fixed schedule keeps its slots; any other counts from the end of the run. */
const NEXT_SLOT = `
  case
    when job.fixed_schedule and job.initial_start is not null then
      time_bucket(job.schedule_interval, clock_timestamp(), job.initial_start) + job.schedule_interval
    else ${AFTER_THIS_RUN}
  end`;
