import {
  type JsonValue,
  jsonDocumentSchema,
  type OutputPiece,
  recordIdSchema,
} from '@clew/contracts';
import { jsonText } from '../json-text.ts';
import { parseInput } from '../parse-input.ts';
import type { EventSession } from '../session.ts';
import { defaultLeaseSeconds, type LeaseToken, leaseProblem } from './lease.ts';
import { writeOutput } from './write-output.ts';

export interface HeartbeatExecution {
  readonly ctx: { readonly events: EventSession };
  readonly input: LeaseToken & {
    readonly lease_seconds?: number | undefined;
    /** Replaces the progress shown so far; left out, that stays. */
    readonly progress?: JsonValue | undefined;
    /** What the run wrote since, in its order. One that is stored already is not stored again. */
    readonly output?: readonly OutputPiece[] | undefined;
  };
}

export interface Lease {
  /** `canceling` asks the worker to stop and to finish as `cancelled`. */
  readonly status: 'running' | 'canceling';
  readonly lease_expires_at: string;
}

/**
 * Extends the lease of a claim by the server's clock, and shows what its run has done so far. Writes
 * no history.
 *
 * @throws EventStoreError `lease_lost` when the claim does not hold any more: stop working.
 */
export async function heartbeatExecution({ ctx, input }: HeartbeatExecution): Promise<Lease> {
  const id = parseInput(recordIdSchema, input.id);
  const { fencing_token, output } = input;
  const lease = input.lease_seconds ?? defaultLeaseSeconds;
  const progress =
    input.progress === undefined ? null : jsonText(parseInput(jsonDocumentSchema, input.progress));
  return ctx.events.run(async (session) => {
    const { sql } = session;
    const [row] = await sql<Lease[]>`
      with held as (
        update execution
        set heartbeat_at = statement_timestamp(),
            lease_expires_at =
              statement_timestamp() + make_interval(secs => ${lease}::double precision),
            progress = coalesce(${progress}::text::jsonb, progress)
        where id = ${id}::bigint and fencing_token = ${fencing_token}::integer
          and status in ('running', 'canceling')
        returning id, action_ref, fencing_token, started_at, status, lease_expires_at
      )${writeOutput(sql, [{ id, output }])}
      select status, lease_expires_at from held`;
    if (row === undefined) throw await leaseProblem(session, { id, fencing_token });
    return { status: row.status, lease_expires_at: row.lease_expires_at };
  });
}
