import { refSchema, type Trigger } from '@clew/contracts';
import { parseInput } from '../parse-input.ts';
import type { EventSession } from '../session.ts';
import { lockTrigger } from './lock-trigger.ts';
import { refuseManaged } from './refuse-managed.ts';

export interface DeleteTrigger {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly ref: string };
}

/**
 * Deletes a trigger and answers what it was. The history that names it stays.
 *
 * @throws EventStoreError `trigger_not_found`, or `definition_managed` for one of Clew or of a file.
 */
export async function deleteTrigger({ ctx, input }: DeleteTrigger): Promise<Trigger> {
  const ref = parseInput(refSchema, input.ref);
  return ctx.events.transaction(async (session) => {
    const found = await lockTrigger(session, ref);
    refuseManaged('trigger', found, 'delete');
    await session.sql`delete from trigger where id = ${found.id}::bigint`;
    return found;
  });
}
