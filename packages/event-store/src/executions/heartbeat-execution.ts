import { type JsonValue, jsonDocumentSchema, recordIdSchema } from '@clew/contracts';
import { jsonText } from '../json-text.ts';
import { parseInput } from '../parse-input.ts';
import type { EventSession } from '../session.ts';
import { defaultLeaseSeconds, type LeaseToken, leaseProblem } from './lease.ts';

export interface HeartbeatExecution {
  readonly ctx: { readonly events: EventSession };
  readonly input: LeaseToken & {
    readonly lease_seconds?: number | undefined;
    /** Replaces the progress shown so far; left out, that stays. */
    readonly progress?: JsonValue | undefined;
  };
}

export interface Lease {
  /** `canceling` asks the worker to stop and to finish as `cancelled`. */
  readonly status: 'running' | 'canceling';
  readonly lease_expires_at: string;
}

/**
 * Extends the lease of a claim by the server's clock. Writes no history.
 *
 * @throws EventStoreError `lease_lost` when the claim does not hold any more: stop working.
 */
export async function heartbeatExecution({ ctx, input }: HeartbeatExecution): Promise<Lease> {
  const id = parseInput(recordIdSchema, input.id);
  const lease = input.lease_seconds ?? defaultLeaseSeconds;
  const progress =
    input.progress === undefined ? null : jsonText(parseInput(jsonDocumentSchema, input.progress));
  return ctx.events.run(async (session) => {
    const [row] = await session.sql<Lease[]>`
      update execution
      set heartbeat_at = statement_timestamp(),
          lease_expires_at = statement_timestamp() + make_interval(secs => ${lease}::double precision),
          progress = coalesce(${progress}::text::jsonb, progress)
      where id = ${id}::bigint and attempt = ${input.attempt}::integer
        and status in ('running', 'canceling')
      returning status, lease_expires_at`;
    if (row === undefined) throw await leaseProblem(session, { id, attempt: input.attempt });
    return { status: row.status, lease_expires_at: row.lease_expires_at };
  });
}
