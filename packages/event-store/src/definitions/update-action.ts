import { type Action, type ActionPatch, actionPatchSchema, refSchema } from '@clew/contracts';
import { sql } from 'drizzle-orm';
import { parseInput } from '../parse-input.ts';
import { action } from '../schema/action.ts';
import type { EventSession } from '../session.ts';
import { checkSchemas } from './create-trigger.ts';
import { lockAction } from './lock-action.ts';
import { refuseChanged } from './refuse-changed.ts';
import { refuseManaged } from './refuse-managed.ts';
import { toAction } from './to-action.ts';

export interface UpdateAction {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly ref: string; readonly patch: ActionPatch };
}

/**
 * Changes what the patch holds and answers the action as it is now.
 *
 * @throws EventStoreError `action_not_found`, `definition_changed` when it was changed since `updated`, `definition_managed` for anything but "enabled" of one that
 *   Clew or a file defines, `schema_invalid` or `invalid_input`; nothing was changed.
 */
export async function updateAction({ ctx, input }: UpdateAction): Promise<Action> {
  const ref = parseInput(refSchema, input.ref);
  const { updated, ...patch } = parseInput(actionPatchSchema, input.patch);
  checkSchemas(patch);
  return ctx.events.transaction(async (session) => {
    const found = await lockAction(session, ref);
    const fields = Object.keys(patch);
    refuseManaged('action', found, fields);
    refuseChanged('action', found, updated);
    if (fields.length === 0) return found;
    const [row] = await session.db
      .update(action)
      .set(patch)
      .where(sql`${action.id} = ${found.id}::bigint`)
      .returning();
    return row === undefined ? found : toAction(row);
  });
}
