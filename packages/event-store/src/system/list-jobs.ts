import type { StoreJob } from '@clew/contracts';
import type { EventSession } from '../session.ts';

/** Lists the background jobs that compress, drop and aggregate, with how their runs went. */
export async function listJobs({
  ctx,
}: {
  readonly ctx: { readonly events: EventSession };
}): Promise<readonly StoreJob[]> {
  return ctx.events.run(
    ({ sql }) => sql<StoreJob[]>`
      select j.job_id as id, j.proc_name::text as procedure, j.hypertable_name::text as target,
             j.scheduled, j.schedule_interval::text as schedule_interval,
             nullif(s.last_run_started_at, '-infinity') as last_started,
             nullif(s.last_successful_finish, '-infinity') as last_succeeded,
             s.last_run_status as last_status,
             case when isfinite(j.next_start) then j.next_start end as next_start,
             coalesce(s.total_runs, 0)::bigint as runs,
             coalesce(s.total_failures, 0)::bigint as failures
      from timescaledb_information.jobs j
      left join timescaledb_information.job_stats s using (job_id)
      where j.hypertable_schema = 'public'
      order by j.hypertable_name, j.proc_name, j.job_id`,
  );
}
