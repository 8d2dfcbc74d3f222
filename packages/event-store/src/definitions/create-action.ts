import { type Action, type NewAction, newActionSchema } from '@clew/contracts';
import { EventStoreError } from '../event-store-error.ts';
import { parseInput } from '../parse-input.ts';
import { action } from '../schema/action.ts';
import type { EventSession } from '../session.ts';
import { checkSchemas } from './create-trigger.ts';
import { refTaken } from './ref-taken.ts';
import { toAction } from './to-action.ts';

export interface CreateAction {
  readonly ctx: { readonly events: EventSession };
  readonly input: NewAction;
}

/**
 * Defines an action. Rules that named it before belong to it from now on.
 *
 * @throws EventStoreError `process_refused` for one that starts programs, `definition_exists`,
 *   `schema_invalid` or `invalid_input`; nothing was stored.
 */
export async function createAction({ ctx, input }: CreateAction): Promise<Action> {
  const wanted = parseInput(newActionSchema, input);
  if (wanted.runner === 'process') {
    const message =
      'an action that starts programs can be defined only in a rules file of a codebase (clew.yaml), never through the API';
    throw new EventStoreError('process_refused', `Correct "runner": ${message}.`, {
      issues: [{ path: 'runner', message }],
    });
  }
  checkSchemas(wanted);
  return ctx.events.transaction(async (session) => {
    const [row] = await session.db
      .insert(action)
      .values({ ...wanted, label: wanted.label ?? wanted.ref, origin: 'api' })
      .onConflictDoNothing()
      .returning();
    if (row === undefined) throw refTaken('action', wanted.ref);
    await session.sql`
      update rule set action = ${row.id}::bigint
      where action_ref = ${row.ref}::text and action is null`;
    return toAction(row);
  });
}
