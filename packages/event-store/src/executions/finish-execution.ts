import {
  type Execution,
  type FinishedExecutionStatus,
  finishedExecutionStatusSchema,
  type JsonValue,
  jsonDocumentSchema,
  type OutputPiece,
  recordIdSchema,
} from '@clew/contracts';
import { errorText } from '../error-text.ts';
import { jsonText } from '../json-text.ts';
import { parseInput } from '../parse-input.ts';
import type { EventSession } from '../session.ts';
import { getExecution } from './get-execution.ts';
import { type LeaseToken, leaseProblem } from './lease.ts';
import { writeOutput } from './write-output.ts';

export interface FinishExecution {
  readonly ctx: { readonly events: EventSession };
  readonly input: LeaseToken & {
    readonly status: FinishedExecutionStatus;
    readonly result?: JsonValue | undefined;
    readonly error?: string | undefined;
    /** What the run wrote since its last heartbeat, in its order. */
    readonly output?: readonly OutputPiece[] | undefined;
    /**
     * When it failed or timed out and has attempts left, it is tried again after so long; left out,
     * it is final.
     */
    readonly retry_after_seconds?: number | undefined;
  };
}

/**
 * Ends an attempt. Only the claim that holds the execution can: a worker that was taken for dead and
 * comes back changes nothing.
 *
 * @throws EventStoreError `lease_lost`; nothing was changed.
 */
export async function finishExecution({ ctx, input }: FinishExecution): Promise<Execution> {
  const id = parseInput(recordIdSchema, input.id);
  const { fencing_token, output = [] } = input;
  const status = parseInput(finishedExecutionStatusSchema, input.status);
  const result = jsonText(parseInput(jsonDocumentSchema, input.result ?? null));
  const retryAfter =
    status === 'failed' || status === 'timeout' ? input.retry_after_seconds : undefined;
  return ctx.events.transaction(async (session) => {
    const { sql } = session;
    const finished = await sql`
      with held as (
        update execution
        set status = ${status}::text, finished_at = statement_timestamp(), lease_expires_at = null,
            result = ${result}::text::jsonb, error = ${errorText(input.error)}::text
        where id = ${id}::bigint and fencing_token = ${fencing_token}::integer
          and status in ('running', 'canceling')
        returning id, action_ref, fencing_token, started_at
      )${output.length === 0 ? sql`` : sql`, ${writeOutput(sql, output)}`}
      select id from held`;
    if (finished.length === 0) throw await leaseProblem(session, { id, fencing_token });
    if (retryAfter !== undefined) {
      // A second update, so that the history shows the failure as well as the retry.
      await sql`
        update execution
        set status = 'scheduled', finished_at = null,
            available_at = statement_timestamp() + make_interval(secs => ${retryAfter}::double precision)
        where id = ${id}::bigint and attempt < max_attempts and cancel_requested_at is null`;
    }
    return getExecution({ ctx: { events: session }, input: { id } });
  });
}
