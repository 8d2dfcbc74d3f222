import type { Event, RuleTrial } from '@clew/contracts';
import type { RuleDraft } from '@clew/event-store';
import { compileCondition } from '../conditions/compile-condition.ts';
import { explainCondition } from '../conditions/explain-condition.ts';
import type { RuleDefinition } from '../rules/compile-rule.ts';
import { evaluateRules } from '../rules/evaluate-rules.ts';
import { indexRules, type RuleIndex } from '../rules/index-rules.ts';

/** What a rule can be tried on. */
export type TriedEvent = Pick<
  Event,
  'id' | 'trigger_ref' | 'payload' | 'config' | 'source_ref' | 'created' | 'depth'
>;

/** A rule ready to be tried, whether or not it is switched on. */
export interface TriableRule {
  readonly draft: RuleDraft;
  readonly index: RuleIndex<RuleDefinition>;
}

export function triableRule(draft: RuleDraft): TriableRule {
  return { draft, index: indexRules([{ ...draft, enabled: true }]) };
}

/** Says what a rule makes of an event, with the clauses of its condition. Never throws. */
export function tryRule({ draft, index }: TriableRule, event: TriedEvent): RuleTrial {
  const base = { event: event.id, created: event.created, config: null, error: null };
  if (event.trigger_ref !== draft.trigger_ref) {
    return { ...base, outcome: 'other_trigger', clauses: [], first_false: null };
  }
  const [match] = evaluateRules({ index, event: { ...event, rule_ref: null } }).matches;
  const { clauses, first_false } = explained(draft, event);
  if (match === undefined) return { ...base, outcome: 'not_matched', clauses, first_false };
  return match.error === null
    ? { ...base, outcome: 'matched', config: match.config, clauses, first_false }
    : { ...base, outcome: 'error', error: match.error, clauses, first_false };
}

/** A condition that was valid when it was saved and is no longer has no clauses to show. */
function explained(
  { ref, when, trigger_params }: RuleDraft,
  event: TriedEvent,
): Pick<RuleTrial, 'clauses' | 'first_false'> {
  try {
    const rule = { ref, params: trigger_params };
    const { clauses, first_false } = explainCondition(compileCondition(when), { event, rule });
    return { clauses: [...clauses], first_false };
  } catch {
    return { clauses: [], first_false: null };
  }
}
