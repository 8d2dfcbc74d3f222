import { refSchema, type Trigger } from '@clew/contracts';
import { sql } from 'drizzle-orm';
import { parseInput } from '../parse-input.ts';
import { trigger } from '../schema/trigger.ts';
import type { EventSession } from '../session.ts';
import { definitionNotFound } from './definition-not-found.ts';
import { toTrigger } from './to-trigger.ts';

export interface GetTrigger {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly ref: string };
}

/**
 * Reads one trigger by its ref.
 *
 * @throws EventStoreError `trigger_not_found` with the nearest refs.
 */
export async function getTrigger({ ctx, input }: GetTrigger): Promise<Trigger> {
  const ref = parseInput(refSchema, input.ref);
  return ctx.events.run(async (session) => {
    const [row] = await session.db.select().from(trigger).where(sql`${trigger.ref} = ${ref}::text`);
    if (row !== undefined) return toTrigger(row);
    throw await definitionNotFound(session, 'trigger', ref);
  });
}
