import { type Page, type Rule, type RuleQuery, ruleQuerySchema } from '@clew/contracts';
import { and, desc } from 'drizzle-orm';
import { behind, flagIs, textIs } from '../list-conditions.ts';
import { cutPage, startOfPage } from '../page.ts';
import { parseInput } from '../parse-input.ts';
import { rule } from '../schema/rule.ts';
import type { EventSession } from '../session.ts';
import { toRule } from './to-rule.ts';

export interface ListRules {
  readonly ctx: { readonly events: EventSession };
  readonly input: RuleQuery;
}

/** Lists rules, the latest defined first. */
export async function listRules({ ctx, input }: ListRules): Promise<Page<Rule>> {
  const query = parseInput(ruleQuerySchema, input);
  const start = startOfPage('rule', query.cursor);
  return ctx.events.run(async ({ db }) => {
    const rows = await db
      .select()
      .from(rule)
      .where(
        and(
          textIs(rule.trigger_ref, query.trigger_ref),
          textIs(rule.action_ref, query.action_ref),
          textIs(rule.codebase, query.codebase),
          flagIs(rule.enabled, query.enabled),
          textIs(rule.origin, query.origin),
          behind(rule.created, rule.id, start),
        ),
      )
      .orderBy(desc(rule.created), desc(rule.id))
      .limit(query.limit + 1);
    return cutPage('rule', rows.map(toRule), query.limit, (row) => ({
      at: row.created,
      id: row.id,
    }));
  });
}
