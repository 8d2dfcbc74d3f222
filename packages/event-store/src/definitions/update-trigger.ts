import { refSchema, type Trigger, type TriggerPatch, triggerPatchSchema } from '@clew/contracts';
import { sql } from 'drizzle-orm';
import { parseInput } from '../parse-input.ts';
import { trigger } from '../schema/trigger.ts';
import type { EventSession } from '../session.ts';
import { checkSchemas } from './create-trigger.ts';
import { lockTrigger } from './lock-trigger.ts';
import { refuseChanged } from './refuse-changed.ts';
import { refuseManaged } from './refuse-managed.ts';
import { toTrigger } from './to-trigger.ts';

export interface UpdateTrigger {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly ref: string; readonly patch: TriggerPatch };
}

/**
 * Changes what the patch holds and answers the trigger as it is now.
 *
 * @throws EventStoreError `trigger_not_found`, `definition_changed` when it was changed since `updated`, `definition_managed` for anything but "enabled" of one that
 *   Clew or a file defines, `schema_invalid` or `invalid_input`; nothing was changed.
 */
export async function updateTrigger({ ctx, input }: UpdateTrigger): Promise<Trigger> {
  const ref = parseInput(refSchema, input.ref);
  const { updated, ...patch } = parseInput(triggerPatchSchema, input.patch);
  checkSchemas(patch);
  return ctx.events.transaction(async (session) => {
    const found = await lockTrigger(session, ref);
    const fields = Object.keys(patch);
    refuseManaged('trigger', found, fields);
    refuseChanged('trigger', found, updated);
    if (fields.length === 0) return found;
    const [row] = await session.db
      .update(trigger)
      .set(patch)
      .where(sql`${trigger.id} = ${found.id}::bigint`)
      .returning();
    return row === undefined ? found : toTrigger(row);
  });
}
