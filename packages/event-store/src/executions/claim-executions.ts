import type { Execution } from '@clew/contracts';
import { recordIdSchema } from '@clew/contracts';
import { EventStoreError } from '../event-store-error.ts';
import { parseInput } from '../parse-input.ts';
import { readLinks } from '../record-links.ts';
import type { EventSession } from '../session.ts';
import { defaultLeaseSeconds } from './lease.ts';
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
 * waiting. Claims at once never take the same row and never wait for each other. `attempt` is the
 * fencing token of the claim: heartbeat and finish must present it.
 *
 * A cordoned worker gets nothing.
 *
 * @throws EventStoreError `worker_not_found`.
 */
export async function claimExecutions({
  ctx,
  input,
}: ClaimExecutions): Promise<readonly Execution[]> {
  const worker = parseInput(recordIdSchema, input.worker);
  const lease = input.lease_seconds ?? defaultLeaseSeconds;
  const refs = input.action_refs ?? null;
  return ctx.events.run(async (session) => {
    const { sql } = session;
    const rows = await sql<(NamedExecutionRow | { id: null })[]>`
      with claimer as (
        select id, name, cordoned from worker where id = ${worker}::bigint
      ), next as (
        select e.id from execution e
        where e.status in ('requested', 'scheduled')
          and e.available_at <= statement_timestamp()
          and (${refs}::text[] is null or e.action_ref = any (${refs}::text[]))
          and exists (select from claimer where not cordoned)
        order by e.priority desc, e.available_at, e.id
        limit ${input.limit}::integer
        for update skip locked
      ), claimed as (
        update execution e
        set status = 'running',
            attempt = e.attempt + 1,
            worker = (select id from claimer),
            started_at = statement_timestamp(),
            heartbeat_at = statement_timestamp(),
            lease_expires_at = statement_timestamp() + make_interval(secs => ${lease}::double precision),
            progress = null,
            result = null,
            error = null
        from next where e.id = next.id
        returning e.*
      )
      select claimed.*, claimer.name as worker_name
      from claimer left join claimed on true
      order by claimed.priority desc, claimed.available_at, claimed.id`;
    if (rows.length === 0) {
      throw new EventStoreError(
        'worker_not_found',
        `There is no worker ${worker}. Register it before it claims executions.`,
      );
    }
    const claimed = rows.filter((row) => row.id !== null);
    const links = await readLinks(
      session,
      'enforcement',
      claimed.map(({ enforcement }) => enforcement),
    );
    return claimed.map((row) => toExecution(row, links));
  });
}
