import { type Execution, recordIdSchema } from '@clew/contracts';
import { EventStoreError } from '../event-store-error.ts';
import { parseInput } from '../parse-input.ts';
import type { EventSession } from '../session.ts';
import { getExecution } from './get-execution.ts';

export interface CancelExecution {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly id: number };
}

/**
 * Cancels what waits at once, and asks the worker of what runs to stop: a notification on
 * `execution_canceling` with the id wakes it, and its next heartbeat answers `canceling`. Asking twice
 * changes nothing.
 *
 * @throws EventStoreError `execution_not_found`, or `execution_finished` when there is nothing to stop.
 */
export async function cancelExecution({ ctx, input }: CancelExecution): Promise<Execution> {
  const id = parseInput(recordIdSchema, input.id);
  return ctx.events.transaction(async (session) => {
    const changed = await session.sql`
      update execution
      set cancel_requested_at = coalesce(cancel_requested_at, statement_timestamp()),
          status = case when status in ('requested', 'scheduled') then 'cancelled' else 'canceling' end,
          finished_at =
            case when status in ('requested', 'scheduled') then statement_timestamp() end
      where id = ${id}::bigint and status in ('requested', 'scheduled', 'running', 'canceling')
      returning id`;
    const execution = await getExecution({ ctx: { events: session }, input: { id } });
    if (changed.length === 0) {
      throw new EventStoreError(
        'execution_finished',
        `Execution ${id} is already ${execution.status}: there is nothing to cancel.`,
      );
    }
    if (execution.status === 'canceling') {
      await session.sql`select pg_notify('execution_canceling', ${String(id)}::text)`;
    }
    return execution;
  });
}
