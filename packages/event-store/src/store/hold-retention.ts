import type { EventSession } from '../session.ts';

export interface HeldRetention {
  /** The hypertables from which nothing is dropped at the moment. */
  readonly held: readonly string[];
}

interface PolicyRow {
  readonly job_id: number;
  readonly name: string;
  readonly scheduled: boolean;
  readonly held: boolean;
  readonly needed: boolean;
}

/** What waits is looked after this long before its rows would be dropped. */
const marginDays = 2;

/**
 * Keeps retention from removing what is pending: pauses the policy of events while the oldest event
 * that waits for the engine is nearly as old as what it drops, and that of enforcements likewise, and
 * lets them go on afterwards. A policy that somebody else paused is left alone. To be called far more
 * often than every two days; any number of callers may.
 */
export async function holdRetention({
  ctx,
}: {
  readonly ctx: { readonly events: EventSession };
}): Promise<HeldRetention> {
  return ctx.events.run(async ({ sql }) => {
    const policies = await sql<PolicyRow[]>`
      with pending as (
        select 'event' as name, min(created) as oldest from event_inbox
        union all
        select 'enforcement', min(created) from enforcement_key where pending
      )
      select j.job_id, j.hypertable_name::text as name, j.scheduled,
             j.config ? 'held_for_pending' as held,
             coalesce(p.oldest < statement_timestamp() - (j.config ->> 'drop_after')::interval
               + make_interval(days => ${marginDays}::integer), false) as needed
      from timescaledb_information.jobs j
      join pending p on p.name = j.hypertable_name
      where j.proc_name = 'policy_retention' and j.hypertable_schema = 'public'
      order by 2`;
    for (const { job_id, scheduled, held, needed } of policies) {
      if (needed && !held && scheduled) {
        await sql`
          select alter_job(job_id, scheduled => false,
                   config => config || '{"held_for_pending": true}')
          from timescaledb_information.jobs where job_id = ${job_id}::integer`;
      } else if (!needed && held) {
        await sql`
          select alter_job(job_id, scheduled => true, config => config - 'held_for_pending')
          from timescaledb_information.jobs where job_id = ${job_id}::integer`;
      }
    }
    return { held: policies.filter(({ needed }) => needed).map(({ name }) => name) };
  });
}
