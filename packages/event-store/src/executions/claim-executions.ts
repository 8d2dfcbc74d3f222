import type { Execution } from '@clew/contracts';
import { recordIdSchema } from '@clew/contracts';
import { EventStoreError } from '../event-store-error.ts';
import { parseInput } from '../parse-input.ts';
import { readLinks } from '../record-links.ts';
import type { EventSession } from '../session.ts';
import { claimLimited } from './claim-limited.ts';
import { defaultLeaseSeconds } from './lease.ts';
import { type Claim, leaseNext } from './lease-next.ts';
import { type NamedExecutionRow, toExecution } from './to-execution.ts';

export interface ClaimExecutions {
  readonly ctx: { readonly events: EventSession };
  readonly input: {
    /** The id of a registered worker. */
    readonly worker: number;
    readonly limit: number;
    readonly lease_seconds?: number | undefined;
    /** Only these actions; all when left out. */
    readonly action_refs?: readonly string[] | undefined;
  };
}

/**
 * Leases the next executions of the queue to a worker: highest priority first, then the longest
 * waiting. Claims at once never take the same row and never wait for each other. What the
 * claim writes later must present its `fencing_token`.
 *
 * A cordoned worker gets nothing. Of an action with limits, no more run at once and no more start
 * within its period than it allows, over all workers.
 *
 * @throws EventStoreError `worker_not_found`.
 */
export async function claimExecutions({
  ctx,
  input,
}: ClaimExecutions): Promise<readonly Execution[]> {
  const claim: Claim = {
    worker: parseInput(recordIdSchema, input.worker),
    limit: input.limit,
    lease: input.lease_seconds ?? defaultLeaseSeconds,
    refs: input.action_refs ?? null,
  };
  return ctx.events.run(async (session) => {
    const { rows, limited } = await claimUnlimited(session, claim);
    const room = claim.limit - rows.length;
    const more = limited && room > 0 ? await claimLimited(session, { ...claim, limit: room }) : [];
    const claimed = [...rows, ...more];
    const links = await readLinks(
      session,
      'enforcement',
      claimed.map(({ enforcement }) => enforcement),
    );
    return claimed.map((row) => toExecution(row, links));
  });
}

/** Takes what has no limits, and tells whether something that has them is due. */
async function claimUnlimited({ sql }: EventSession, { worker, limit, lease, refs }: Claim) {
  const rows = await sql<((NamedExecutionRow | { id: null }) & { limited: boolean })[]>`
    with claimer as (
      select id, name, cordoned from worker where id = ${worker}::bigint
    ), limited as materialized (
      select ref from action where max_concurrency is not null or rate_limit is not null
    ), next as (
      select e.id from execution e
      where e.status in ('requested', 'scheduled')
        and e.available_at <= statement_timestamp()
        and (${refs}::text[] is null or e.action_ref = any (${refs}::text[]))
        and e.action_ref not in (select ref from limited)
        and exists (select from claimer where not cordoned)
      order by e.priority desc, e.available_at, e.id
      limit ${limit}::integer
      for update skip locked
    ), claimed as (
      ${leaseNext(sql, { worker, lease })}
    )
    select claimed.*, claimer.name as worker_name,
           not claimer.cordoned and exists (
             select from limited l
             join execution e on e.action_ref = l.ref
             where e.status in ('requested', 'scheduled') and e.available_at <= statement_timestamp()
           ) as limited
    from claimer left join claimed on true
    order by claimed.priority desc, claimed.available_at, claimed.id`;
  const [first] = rows;
  if (first === undefined) {
    throw new EventStoreError(
      'worker_not_found',
      `There is no worker ${worker}. Register it before it claims executions.`,
    );
  }
  return { rows: rows.filter((row) => row.id !== null), limited: first.limited };
}
