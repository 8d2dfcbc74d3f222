import type { EventSession } from '../session.ts';
import type { CheckRule, RuleDraft } from './check-rule.ts';
import { resolveRule } from './resolve-rule.ts';

export interface CheckRuleDraft {
  readonly ctx: { readonly events: EventSession; readonly checkRule: CheckRule };
  readonly input: RuleDraft;
}

/**
 * Says whether a rule could be saved through the API, without saving it.
 *
 * @throws EventStoreError `reference_unknown` or `process_refused`, and what `checkRule` throws.
 */
export async function checkRuleDraft({ ctx, input }: CheckRuleDraft): Promise<void> {
  await ctx.events.transaction((session) =>
    resolveRule(session, input, { origin: 'api', check: ctx.checkRule }),
  );
}
