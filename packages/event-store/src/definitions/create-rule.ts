import { type NewRule, newRuleSchema, type Rule } from '@clew/contracts';
import { replayEvents } from '../engine/replay-events.ts';
import { parseInput } from '../parse-input.ts';
import { rule } from '../schema/rule.ts';
import type { EventSession } from '../session.ts';
import type { CheckRule } from './check-rule.ts';
import { refTaken } from './ref-taken.ts';
import { resolveRule } from './resolve-rule.ts';
import { toRule } from './to-rule.ts';

export interface CreateRule {
  readonly ctx: { readonly events: EventSession; readonly checkRule: CheckRule };
  readonly input: NewRule;
}

/**
 * Saves a rule of the API as its version 1. With `apply_from`, what its trigger saw from then on is
 * queued for it in the same transaction.
 *
 * @throws EventStoreError `reference_unknown`, `process_refused`, `definition_exists` or
 *   `invalid_input`, and what `checkRule` throws; nothing was stored.
 */
export async function createRule({ ctx, input }: CreateRule): Promise<Rule> {
  const wanted = parseInput(newRuleSchema, input);
  return ctx.events.transaction(async (session) => {
    const ids = await resolveRule(session, wanted, { origin: 'api', check: ctx.checkRule });
    const { when, ...said } = wanted;
    const [row] = await session.db
      .insert(rule)
      .values({
        ...said,
        ...ids,
        label: said.label ?? said.ref,
        condition_expression: when,
        origin: 'api',
      })
      .onConflictDoNothing()
      .returning();
    if (row === undefined) throw refTaken('rule', wanted.ref);
    if (wanted.apply_from !== null) {
      await replayEvents({
        ctx: { events: session },
        input: { rule: row.id, since: wanted.apply_from },
      });
    }
    return toRule(row);
  });
}
