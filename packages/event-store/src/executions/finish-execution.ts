import type { Execution } from '@clew/contracts';
import type { EventSession } from '../session.ts';
import { type Finish, finishExecutions } from './finish-executions.ts';
import { getExecution } from './get-execution.ts';

export interface FinishExecution {
  readonly ctx: { readonly events: EventSession };
  readonly input: Finish;
}

/**
 * Ends an attempt. Only the claim that holds the execution can: a worker that was taken for dead and
 * comes back changes nothing.
 *
 * @throws EventStoreError `lease_lost` or `execution_not_found`; nothing was changed.
 */
export async function finishExecution({ ctx, input }: FinishExecution): Promise<Execution> {
  return ctx.events.transaction(async (session) => {
    const inner = { events: session };
    const [problem] = await finishExecutions({ ctx: inner, input: { finishes: [input] } });
    if (problem != null) throw problem;
    return getExecution({ ctx: inner, input: { id: input.id } });
  });
}
