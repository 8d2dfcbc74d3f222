import type { Action } from '@clew/contracts';
import { sql } from 'drizzle-orm';
import { action } from '../schema/action.ts';
import type { EventSession } from '../session.ts';
import { definitionNotFound } from './definition-not-found.ts';
import { toAction } from './to-action.ts';

/**
 * Reads a action that is about to be changed, and keeps others from changing it until the transaction ends.
 *
 * @throws EventStoreError `action_not_found` with the nearest refs.
 */
export async function lockAction(session: EventSession, ref: string): Promise<Action> {
  const [row] = await session.db
    .select()
    .from(action)
    .where(sql`${action.ref} = ${ref}::text`)
    .for('update');
  if (row !== undefined) return toAction(row);
  throw await definitionNotFound(session, 'action', ref);
}
