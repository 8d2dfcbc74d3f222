import type { LostExecution, LostExecutions } from '@clew/contracts';
import type { EventSession } from '../session.ts';
import { getWorker } from './get-worker.ts';

export interface ListLostExecutions {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly name: string };
}

const most = 50;

/**
 * Lists what was taken from a worker because it was no longer heard of, of the last week, also what
 * another worker has done since. Only executions that were begun more than once, or wait or ended
 * without a worker, can have been lost; whose they were then, their history says.
 *
 * @throws EventStoreError `worker_not_found` or `invalid_input`.
 */
export async function listLostExecutions({
  ctx,
  input,
}: ListLostExecutions): Promise<LostExecutions> {
  return ctx.events.run(async (session) => {
    const { id } = await getWorker({ ctx: { events: session }, input });
    const items = await session.sql<LostExecution[]>`
      select e.id as execution, e.action_ref, lost.time as lost_at, e.status, holder.name as worker
      from execution e
      cross join lateral (
        select taken.time from execution_history taken
        where taken.entity_id = e.id and taken.time >= statement_timestamp() - interval '8 days'
          and 'status' = any (taken.changed_fields)
          and taken.new_values ->> 'status' = 'abandoned'
          and (
            select (claimed.new_values ->> 'worker')::bigint from execution_history claimed
            where claimed.entity_id = e.id and claimed.time <= taken.time
              and claimed.time >= statement_timestamp() - interval '8 days'
              and 'worker' = any (claimed.changed_fields)
            order by claimed.time desc, claimed.id desc
            limit 1
          ) = ${id}::bigint
        order by taken.time desc
        limit 1
      ) as lost
      left join worker holder on holder.id = e.worker
      where e.created >= statement_timestamp() - interval '7 days' and e.attempt > 0
        and (e.fencing_token > 1 or e.status in ('abandoned', 'requested', 'scheduled'))
      order by lost.time desc, e.id desc
      limit ${most}::integer`;
    return { items };
  });
}
