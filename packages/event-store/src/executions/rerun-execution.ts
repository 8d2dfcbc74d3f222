import { type Execution, recordIdSchema } from '@clew/contracts';
import { sql } from 'drizzle-orm';
import { refuseProcess } from '../definitions/resolve-rule.ts';
import { EventStoreError } from '../event-store-error.ts';
import { parseInput } from '../parse-input.ts';
import { action } from '../schema/action.ts';
import type { EventSession } from '../session.ts';
import { getExecution } from './get-execution.ts';
import type { ExecutionRequester } from './request-execution.ts';

export interface RerunExecution {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly id: number; readonly requester: ExecutionRequester };
}

const open = ['requested', 'scheduled', 'running', 'canceling'];

/**
 * Queues the action of an execution that has ended once more, with the same parameters, as an
 * execution of its own whose `parent` is the one that ended. It belongs to the same chain of events,
 * but not to the enforcement, which gets one execution and no more.
 *
 * @throws EventStoreError `execution_not_found`, `execution_open`, `action_not_found`,
 *   `action_disabled` or `process_refused`; nothing was stored.
 */
export async function rerunExecution({ ctx, input }: RerunExecution): Promise<Execution> {
  const id = parseInput(recordIdSchema, input.id);
  return ctx.events.transaction(async (session) => {
    const before = await getExecution({ ctx: { events: session }, input: { id } });
    if (open.includes(before.status)) {
      throw new EventStoreError(
        'execution_open',
        `Execution ${id} is ${before.status}. Wait until it ends, or cancel it, before it is run again.`,
      );
    }
    const [found] = await session.db
      .select()
      .from(action)
      .where(sql`${action.ref} = ${before.action_ref}::text`);
    if (found === undefined) {
      throw new EventStoreError(
        'action_not_found',
        `Action ${before.action_ref} does not exist any more. Define it again to run this once more.`,
      );
    }
    if (!found.enabled) {
      throw new EventStoreError(
        'action_disabled',
        `Action ${before.action_ref} is disabled. Enable it first.`,
      );
    }
    refuseProcess(found, 'action_ref');
    const [inserted] = await session.sql<{ id: number }[]>`
      insert into execution (action, action_ref, config, parent, event, root_event, depth, budget,
                             priority, max_attempts, timeout_seconds, requested_by)
      select ${found.id}::bigint, action_ref, config, id, event, root_event, depth, budget,
             priority, max_attempts, timeout_seconds, ${input.requester.name}::text
      from execution
      where id = ${id}::bigint
      returning id`;
    if (inserted === undefined) {
      throw new EventStoreError(
        'contention',
        'The execution was purged while it was looked up. Ask for its action directly.',
      );
    }
    return getExecution({ ctx: { events: session }, input: { id: inserted.id } });
  });
}
