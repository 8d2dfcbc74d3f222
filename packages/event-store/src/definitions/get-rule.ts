import { type Rule, refSchema } from '@clew/contracts';
import { sql } from 'drizzle-orm';
import { parseInput } from '../parse-input.ts';
import { rule } from '../schema/rule.ts';
import type { EventSession } from '../session.ts';
import { definitionNotFound } from './definition-not-found.ts';
import { toRule } from './to-rule.ts';

export interface GetRule {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly ref: string };
}

/**
 * Reads one rule by its ref.
 *
 * @throws EventStoreError `rule_not_found` with the nearest refs.
 */
export async function getRule({ ctx, input }: GetRule): Promise<Rule> {
  const ref = parseInput(refSchema, input.ref);
  return ctx.events.run(async (session) => {
    const [row] = await session.db.select().from(rule).where(sql`${rule.ref} = ${ref}::text`);
    if (row !== undefined) return toRule(row);
    throw await definitionNotFound(session, 'rule', ref);
  });
}
