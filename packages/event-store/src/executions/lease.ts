import { EventStoreError } from '../event-store-error.ts';
import type { EventSession } from '../session.ts';
import { executionNotFound } from './get-execution.ts';

/** A worker that says nothing for so long has lost its executions; it should say something thrice as often. */
export const defaultLeaseSeconds = 30;

/** A claim, as its worker presents it. */
export interface LeaseToken {
  readonly id: number;
  /** What the claim was answered with. */
  readonly fencing_token: number;
}

/** Says why a claim does not hold (any more). */
export async function leaseProblem(
  { sql }: EventSession,
  { id, fencing_token }: LeaseToken,
): Promise<EventStoreError> {
  const [row] = await sql<{ status: string; fencing_token: number }[]>`
    select status, fencing_token from execution where id = ${id}::bigint`;
  if (row === undefined) return executionNotFound(id);
  return new EventStoreError(
    'lease_lost',
    `Claim ${fencing_token} of execution ${id} does not hold it any more: it is ${row.status}, claim ${row.fencing_token}. Stop working on it and discard the outcome.`,
  );
}
