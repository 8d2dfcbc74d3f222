import type { EventSession } from '../session.ts';
import { type Claim, leaseNext } from './lease-next.ts';
import type { NamedExecutionRow } from './to-execution.ts';

/**
 * Takes executions of actions that have limits, as many as there is room for.
 *
 * Whoever counts what runs must be alone with that action until its claim is committed, so the
 * action's row is locked first, by a statement of its own: only the next one sees what the holder
 * before has claimed. An action that another worker has just locked is left to that one.
 */
export function claimLimited(
  session: EventSession,
  { worker, limit, lease, refs }: Claim,
): Promise<readonly NamedExecutionRow[]> {
  return session.transaction(async ({ sql }) => {
    const locked = await sql<{ ref: string }[]>`
      select a.ref from action a
      where (a.max_concurrency is not null or a.rate_limit is not null)
        and (${refs}::text[] is null or a.ref = any (${refs}::text[]))
        and exists (
          select from execution e
          where e.action_ref = a.ref and e.status in ('requested', 'scheduled')
            and e.available_at <= statement_timestamp())
      order by a.ref
      for no key update skip locked`;
    if (locked.length === 0) return [];
    return sql<NamedExecutionRow[]>`
      with room as materialized (
        select a.ref, least(
          coalesce(a.max_concurrency - (
            select count(*) from execution r
            where r.action_ref = a.ref and r.status in ('running', 'canceling')), ${limit}::integer),
          coalesce(a.rate_limit - (
            select count(*) from execution s
            where s.action_ref = a.ref
              and s.started_at > statement_timestamp() - make_interval(secs => a.rate_period_seconds)
            ), ${limit}::integer)) as free
        from action a
        where a.ref = any (${locked.map(({ ref }) => ref)}::text[])
      ), due as (
        select d.id, d.priority, d.available_at
        from room
        cross join lateral (
          select e.id, e.priority, e.available_at from execution e
          where e.action_ref = room.ref and e.status in ('requested', 'scheduled')
            and e.available_at <= statement_timestamp()
          order by e.priority desc, e.available_at, e.id
          limit greatest(room.free, 0)
        ) d
        order by d.priority desc, d.available_at, d.id
        limit ${limit}::integer
      ), next as (
        select e.id from execution e
        where e.id in (select id from due) and e.status in ('requested', 'scheduled')
        for update skip locked
      ), claimed as (
        ${leaseNext(sql, { worker, lease })}
      )
      select claimed.*, w.name as worker_name
      from claimed join worker w on w.id = claimed.worker
      order by claimed.priority desc, claimed.available_at, claimed.id`;
  });
}
