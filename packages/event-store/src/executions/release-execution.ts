import { type Execution, type OutputPiece, recordIdSchema } from '@clew/contracts';
import { errorText } from '../error-text.ts';
import { parseInput } from '../parse-input.ts';
import type { EventSession } from '../session.ts';
import { getExecution } from './get-execution.ts';
import { type LeaseToken, leaseProblem } from './lease.ts';
import { notifyDue } from './notify-due.ts';
import { writeOutput } from './write-output.ts';

export interface ReleaseExecution {
  readonly ctx: { readonly events: EventSession };
  readonly input: LeaseToken & {
    /** Why, shown until the next claim. */
    readonly error?: string | undefined;
    /** What the run wrote since its last heartbeat, in its order. */
    readonly output?: readonly OutputPiece[] | undefined;
  };
}

/**
 * Hands a claimed execution back to the queue, to its old place: the worker cannot go on with it. The
 * claim does not count as an attempt, but its fencing token is used up. What was being cancelled is
 * cancelled.
 *
 * @throws EventStoreError `lease_lost`; nothing was changed.
 */
export async function releaseExecution({ ctx, input }: ReleaseExecution): Promise<Execution> {
  const id = parseInput(recordIdSchema, input.id);
  const { fencing_token, output } = input;
  return ctx.events.transaction(async (session) => {
    const { sql } = session;
    const released = await sql`
      with held as (
        update execution
        set status = case when status = 'canceling' then 'cancelled' else 'requested' end,
            attempt = case when status = 'canceling' then attempt else attempt - 1 end,
            finished_at = case when status = 'canceling' then statement_timestamp() end,
            lease_expires_at = null,
            error = ${errorText(input.error)}::text
        where id = ${id}::bigint and fencing_token = ${fencing_token}::integer
          and status in ('running', 'canceling')
        returning id, action_ref, fencing_token, started_at
      )${writeOutput(sql, [{ id, output }])}
      select id from held`;
    if (released.length === 0) throw await leaseProblem(session, { id, fencing_token });
    await notifyDue(session);
    return getExecution({ ctx: { events: session }, input: { id } });
  });
}
