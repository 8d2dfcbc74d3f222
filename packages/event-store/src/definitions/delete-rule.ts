import { type Rule, refSchema } from '@clew/contracts';
import { parseInput } from '../parse-input.ts';
import type { EventSession } from '../session.ts';
import { lockRule } from './lock-rule.ts';
import { refuseManaged } from './refuse-managed.ts';

export interface DeleteRule {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly ref: string };
}

/**
 * Deletes a rule and answers what it was. The history that names it stays.
 *
 * @throws EventStoreError `rule_not_found`, or `definition_managed` for one of Clew or of a file.
 */
export async function deleteRule({ ctx, input }: DeleteRule): Promise<Rule> {
  const ref = parseInput(refSchema, input.ref);
  return ctx.events.transaction(async (session) => {
    const found = await lockRule(session, ref);
    refuseManaged('rule', found, 'delete');
    await session.sql`delete from rule where id = ${found.id}::bigint`;
    return found;
  });
}
