import { type Action, refSchema } from '@clew/contracts';
import { parseInput } from '../parse-input.ts';
import type { EventSession } from '../session.ts';
import { lockAction } from './lock-action.ts';
import { refuseManaged } from './refuse-managed.ts';

export interface DeleteAction {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly ref: string };
}

/**
 * Deletes a action and answers what it was. The history that names it stays.
 *
 * @throws EventStoreError `action_not_found`, or `definition_managed` for one of Clew or of a file.
 */
export async function deleteAction({ ctx, input }: DeleteAction): Promise<Action> {
  const ref = parseInput(refSchema, input.ref);
  return ctx.events.transaction(async (session) => {
    const found = await lockAction(session, ref);
    refuseManaged('action', found, 'delete');
    await session.sql`delete from action where id = ${found.id}::bigint`;
    return found;
  });
}
