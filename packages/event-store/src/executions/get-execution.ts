import { type Execution, recordIdSchema } from '@clew/contracts';
import { sql } from 'drizzle-orm';
import { EventStoreError } from '../event-store-error.ts';
import { parseInput } from '../parse-input.ts';
import { readLinks } from '../record-links.ts';
import { execution } from '../schema/execution.ts';
import type { EventSession } from '../session.ts';
import { selectExecutions } from './select-executions.ts';
import { toExecution } from './to-execution.ts';

export interface GetExecution {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly id: number };
}

/**
 * Reads one execution by its id. An enforcement that is gone is answered as `expired`.
 *
 * @throws EventStoreError `execution_not_found`, also when it was purged.
 */
export async function getExecution({ ctx, input }: GetExecution): Promise<Execution> {
  const id = parseInput(recordIdSchema, input.id);
  return ctx.events.run(async (session) => {
    const [row] = await selectExecutions(session.db).where(sql`${execution.id} = ${id}::bigint`);
    if (row === undefined) throw executionNotFound(id);
    return toExecution(row, await readLinks(session, 'enforcement', [row.enforcement]));
  });
}

export function executionNotFound(id: number): EventStoreError {
  return new EventStoreError(
    'execution_not_found',
    `Execution ${id} does not exist. Finished executions are kept for 90 days; check the id, or list executions to find it.`,
  );
}
