import type { EventSession } from '../session.ts';
import type { ClaimedEnforcement, EnforcementKey } from './claim-enforcements.ts';

/** An enforcement with what was decided. `reason` null keeps the error that it has. */
export interface Settlement {
  readonly enforcement: ClaimedEnforcement;
  readonly status: 'processed' | 'disabled';
  readonly reason: string | null;
}

/**
 * Makes the one transition of each enforcement, inserts the execution of each that is processed, and
 * takes their keys off the queue, in one statement. An enforcement that somebody else resolved
 * meanwhile keeps what it has and gets no execution. Answers how many were resolved.
 */
export async function settleEnforcements(
  { sql }: EventSession,
  settlements: readonly Settlement[],
): Promise<{ readonly resolved: number; readonly executions: number }> {
  const times = settlements.map(({ enforcement }) => enforcement.created).toSorted();
  const [row] = await sql<{ resolved: number; executions: number }[]>`
    with decided as materialized (
      select * from unnest(
        ${settlements.map(({ enforcement }) => enforcement.id)}::bigint[],
        ${settlements.map(({ enforcement }) => enforcement.created)}::timestamptz[],
        ${settlements.map(({ enforcement }) => enforcement.rule_id)}::bigint[],
        ${settlements.map(({ enforcement }) => enforcement.event_id)}::bigint[],
        ${settlements.map(({ enforcement }) => enforcement.action_id)}::bigint[],
        ${settlements.map(({ enforcement }) => enforcement.chain.root_event)}::bigint[],
        ${settlements.map(({ enforcement }) => enforcement.chain.depth + 1)}::integer[],
        ${settlements.map(({ enforcement }) => enforcement.chain.budget)}::integer[],
        ${settlements.map(({ status }) => status)}::text[],
        ${settlements.map(({ reason }) => reason)}::text[]
      ) as d (id, created, rule_id, event_id, action_id, root_event, depth, budget, status, reason)
    ), resolved as (
      update enforcement f
      set status = d.status,
          resolved_at = greatest(clock_timestamp(), f.created),
          error = coalesce(d.reason, f.error)
      from decided d
      where f.id = d.id and f.created = d.created
        and f.created >= ${times[0] ?? null}::timestamptz
        and f.created <= ${times.at(-1) ?? null}::timestamptz
        and f.status = 'created'
      returning f.id, f.config, f.rule_ref
    ), queued as (
      insert into execution (action, action_ref, config, enforcement, status, max_attempts,
                             timeout_seconds, available_at, event, root_event, depth, budget,
                             rule_ref)
      select a.id, a.ref, coalesce(r.config, '{}'), r.id, 'requested', a.max_attempts,
             a.timeout_seconds, statement_timestamp(), d.event_id, d.root_event, d.depth, d.budget,
             r.rule_ref
      from decided d
      join resolved r on r.id = d.id
      join action a on a.id = d.action_id
      where d.status = 'processed'
      order by d.id
      on conflict (enforcement) where enforcement is not null and parent is null do nothing
      returning id
    ), dequeued as (
      update enforcement_key k set pending = false
      from decided d
      where k.rule_id = d.rule_id and k.event_id = d.event_id
    )
    select (select count(*) from resolved) as resolved, (select count(*) from queued) as executions`;
  return row ?? { resolved: 0, executions: 0 };
}

/** Takes keys off the queue whose enforcement needs nothing any more. */
export async function dequeue(
  { sql }: EventSession,
  keys: readonly EnforcementKey[],
): Promise<void> {
  if (keys.length === 0) return;
  await sql`
    update enforcement_key k set pending = false
    from unnest(
      ${keys.map(({ rule_id }) => rule_id)}::bigint[],
      ${keys.map(({ event_id }) => event_id)}::bigint[]
    ) as done (rule_id, event_id)
    where k.rule_id = done.rule_id and k.event_id = done.event_id`;
}
