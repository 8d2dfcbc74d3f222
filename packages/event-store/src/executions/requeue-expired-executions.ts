import type { EventSession } from '../session.ts';
import { notifyDue } from './notify-due.ts';

export interface RequeueExpiredExecutions {
  readonly ctx: { readonly events: EventSession };
  readonly input: {
    readonly limit: number;
    /** How long what is tried again waits first; at its old place in the queue when left out. */
    readonly retry_after_seconds?: number | undefined;
  };
}

export interface RequeuedExecutions {
  /** Tried again. */
  readonly requeued: readonly number[];
  /** Out of attempts; `abandoned` is final. */
  readonly abandoned: readonly number[];
  /** Were being cancelled when their worker died. */
  readonly cancelled: readonly number[];
}

/**
 * Takes back the executions whose lease has run out by the server's clock: their worker is dead or
 * cut off. Several sweepers at once share the work.
 */
export async function requeueExpiredExecutions({
  ctx,
  input,
}: RequeueExpiredExecutions): Promise<RequeuedExecutions> {
  const retryAfter = input.retry_after_seconds ?? 0;
  return ctx.events.transaction(async (session) => {
    const { sql } = session;
    const ended = await sql<{ id: number; status: 'abandoned' | 'cancelled' }[]>`
      with expired as (
        select id from execution
        where status in ('running', 'canceling') and lease_expires_at < statement_timestamp()
        order by lease_expires_at
        limit ${input.limit}::integer
        for update skip locked
      )
      update execution e
      set status = case when e.status = 'canceling' then 'cancelled' else 'abandoned' end,
          finished_at = statement_timestamp(), lease_expires_at = null,
          error = 'The worker stopped sending heartbeats.'
      from expired where e.id = expired.id
      returning e.id, e.status`;
    const abandoned = ended.filter(({ status }) => status === 'abandoned').map(({ id }) => id);
    // A second update, so that the history shows that the execution was abandoned.
    const retried = await sql<{ id: number }[]>`
      update execution
      set finished_at = null,
          status = case when ${retryAfter}::double precision > 0 then 'scheduled' else 'requested' end,
          available_at = case when ${retryAfter}::double precision > 0
            then statement_timestamp() + make_interval(secs => ${retryAfter}::double precision)
            else available_at end
      where id = any (${abandoned}::bigint[]) and attempt < max_attempts
      returning id`;
    const requeued = retried.map(({ id }) => id);
    if (requeued.length > 0) await notifyDue(session);
    return {
      requeued,
      abandoned: abandoned.filter((id) => !requeued.includes(id)),
      cancelled: ended.filter(({ status }) => status === 'cancelled').map(({ id }) => id),
    };
  });
}
