import { EventStoreError } from '../event-store-error.ts';
import type { EventSession } from '../session.ts';
import { executionNotFound } from './get-execution.ts';

/** A worker that says nothing for so long has lost its executions; it should say something thrice as often. */
export const defaultLeaseSeconds = 30;

/** A claim, as its worker presents it. */
export interface LeaseToken {
  readonly id: number;
  /** The `attempt` that the claim was answered with. */
  readonly attempt: number;
}

/** Says why a claim does not hold (any more). */
export async function leaseProblem(
  { sql }: EventSession,
  { id, attempt }: LeaseToken,
): Promise<EventStoreError> {
  const [row] = await sql<{ status: string; attempt: number }[]>`
    select status, attempt from execution where id = ${id}::bigint`;
  if (row === undefined) return executionNotFound(id);
  return new EventStoreError(
    'lease_lost',
    `Attempt ${attempt} of execution ${id} does not hold it any more: it is ${row.status}, attempt ${row.attempt}. Stop working on it and discard the outcome.`,
  );
}
