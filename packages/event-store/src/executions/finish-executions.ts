import {
  type FinishedExecutionStatus,
  finishedExecutionStatusSchema,
  type JsonValue,
  jsonDocumentSchema,
  type OutputPiece,
  recordIdSchema,
} from '@clew/contracts';
import { errorText } from '../error-text.ts';
import type { EventStoreError } from '../event-store-error.ts';
import { jsonText } from '../json-text.ts';
import { parseInput } from '../parse-input.ts';
import type { EventSession } from '../session.ts';
import { type LeaseToken, leaseProblem } from './lease.ts';
import { writeOutput } from './write-output.ts';

/** How an attempt ended. */
export interface Finish extends LeaseToken {
  readonly status: FinishedExecutionStatus;
  readonly result?: JsonValue | undefined;
  readonly error?: string | undefined;
  /** What the run wrote since its last heartbeat, in its order. */
  readonly output?: readonly OutputPiece[] | undefined;
  /**
   * When it failed or timed out and has attempts left, it is tried again after so long; left out, it is
   * final.
   */
  readonly retry_after_seconds?: number | undefined;
}

export interface FinishExecutions {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly finishes: readonly Finish[] };
}

/**
 * Ends attempts of different executions, in one transaction. Only the claim that holds an execution
 * can: a worker that was taken for dead and comes back changes nothing. Answers, in the order of the
 * input, null where the attempt ended and else why its claim does not hold, `lease_lost` or
 * `execution_not_found`.
 */
export async function finishExecutions({
  ctx,
  input,
}: FinishExecutions): Promise<readonly (EventStoreError | null)[]> {
  const finishes = input.finishes.map(checked);
  const repeated = finishes.filter(({ retryAfter }) => retryAfter !== null);
  if (repeated.length === 0) return ctx.events.run((session) => end(session, finishes));
  return ctx.events.transaction(async (session) => {
    const problems = await end(session, finishes);
    await repeat(
      session,
      repeated.filter((finish) => problems[finishes.indexOf(finish)] === null),
    );
    return problems;
  });
}

type Checked = ReturnType<typeof checked>;

function checked({ status, retry_after_seconds, ...finish }: Finish) {
  const mayRepeat = status === 'failed' || status === 'timeout';
  return {
    id: parseInput(recordIdSchema, finish.id),
    fencing_token: finish.fencing_token,
    status: parseInput(finishedExecutionStatusSchema, status),
    result: jsonText(parseInput(jsonDocumentSchema, finish.result ?? null)),
    error: errorText(finish.error),
    output: finish.output,
    retryAfter: mayRepeat ? (retry_after_seconds ?? null) : null,
  };
}

async function end(
  session: EventSession,
  finishes: readonly Checked[],
): Promise<readonly (EventStoreError | null)[]> {
  const { sql } = session;
  const held = await sql<{ id: number }[]>`
    with held as (
      update execution e
      set status = g.status, finished_at = statement_timestamp(), lease_expires_at = null,
          result = g.result::jsonb, error = g.error
      from unnest(
        ${finishes.map(({ id }) => id)}::bigint[],
        ${finishes.map(({ fencing_token }) => fencing_token)}::integer[],
        ${finishes.map(({ status }) => status)}::text[],
        ${finishes.map(({ result }) => result)}::text[],
        ${finishes.map(({ error }) => error)}::text[]
      ) as g (id, fencing_token, status, result, error)
      where e.id = g.id and e.fencing_token = g.fencing_token
        and e.status in ('running', 'canceling')
      returning e.id, e.action_ref, e.fencing_token, e.started_at
    )${writeOutput(sql, finishes)}
    select id from held`;
  const ended = new Set(held.map(({ id }) => id));
  return Promise.all(
    finishes.map((finish) => (ended.has(finish.id) ? null : leaseProblem(session, finish))),
  );
}

/** A second update, so that the history shows the failure as well as the retry. */
async function repeat({ sql }: EventSession, finishes: readonly Checked[]): Promise<void> {
  if (finishes.length === 0) return;
  await sql`
    update execution e
    set status = 'scheduled', finished_at = null,
        available_at = statement_timestamp() + make_interval(secs => g.retry_after)
    from unnest(
      ${finishes.map(({ id }) => id)}::bigint[],
      ${finishes.map(({ retryAfter }) => retryAfter)}::double precision[]
    ) as g (id, retry_after)
    where e.id = g.id and e.attempt < e.max_attempts and e.cancel_requested_at is null`;
}
