import type { Execution } from '@clew/contracts';
import { type ClaimExecutions, claimExecutions } from './claim-executions.ts';

export interface ClaimExecution {
  readonly ctx: ClaimExecutions['ctx'];
  readonly input: Omit<ClaimExecutions['input'], 'limit'>;
}

/**
 * Leases the next execution of the queue to a worker, or answers null when there is none.
 *
 * @throws EventStoreError `worker_not_found`.
 */
export async function claimExecution({ ctx, input }: ClaimExecution): Promise<Execution | null> {
  const [claimed] = await claimExecutions({ ctx, input: { ...input, limit: 1 } });
  return claimed ?? null;
}
