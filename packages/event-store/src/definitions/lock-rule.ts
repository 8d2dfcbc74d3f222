import type { Rule } from '@clew/contracts';
import { sql } from 'drizzle-orm';
import { rule } from '../schema/rule.ts';
import type { EventSession } from '../session.ts';
import { definitionNotFound } from './definition-not-found.ts';
import { toRule } from './to-rule.ts';

/**
 * Reads a rule that is about to be changed, and keeps others from changing it until the transaction ends.
 *
 * @throws EventStoreError `rule_not_found` with the nearest refs.
 */
export async function lockRule(session: EventSession, ref: string): Promise<Rule> {
  const [row] = await session.db
    .select()
    .from(rule)
    .where(sql`${rule.ref} = ${ref}::text`)
    .for('update');
  if (row !== undefined) return toRule(row);
  throw await definitionNotFound(session, 'rule', ref);
}
