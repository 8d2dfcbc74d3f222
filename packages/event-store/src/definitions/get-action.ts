import { type Action, refSchema } from '@clew/contracts';
import { sql } from 'drizzle-orm';
import { parseInput } from '../parse-input.ts';
import { action } from '../schema/action.ts';
import type { EventSession } from '../session.ts';
import { definitionNotFound } from './definition-not-found.ts';
import { toAction } from './to-action.ts';

export interface GetAction {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly ref: string };
}

/**
 * Reads one action by its ref.
 *
 * @throws EventStoreError `action_not_found` with the nearest refs.
 */
export async function getAction({ ctx, input }: GetAction): Promise<Action> {
  const ref = parseInput(refSchema, input.ref);
  return ctx.events.run(async (session) => {
    const [row] = await session.db.select().from(action).where(sql`${action.ref} = ${ref}::text`);
    if (row !== undefined) return toAction(row);
    throw await definitionNotFound(session, 'action', ref);
  });
}
