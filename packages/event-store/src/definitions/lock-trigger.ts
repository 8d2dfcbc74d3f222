import type { Trigger } from '@clew/contracts';
import { sql } from 'drizzle-orm';
import { trigger } from '../schema/trigger.ts';
import type { EventSession } from '../session.ts';
import { definitionNotFound } from './definition-not-found.ts';
import { toTrigger } from './to-trigger.ts';

/**
 * Reads a trigger that is about to be changed, and keeps others from changing it until the transaction ends.
 *
 * @throws EventStoreError `trigger_not_found` with the nearest refs.
 */
export async function lockTrigger(session: EventSession, ref: string): Promise<Trigger> {
  const [row] = await session.db
    .select()
    .from(trigger)
    .where(sql`${trigger.ref} = ${ref}::text`)
    .for('update');
  if (row !== undefined) return toTrigger(row);
  throw await definitionNotFound(session, 'trigger', ref);
}
