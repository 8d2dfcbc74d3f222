import type { DecideEvent, EngineRule, Rulebook, RuleSet } from '@clew/event-store';
import { evaluateRules } from '../rules/evaluate-rules.ts';
import { indexRules, type RuleIndex } from '../rules/index-rules.ts';

/**
 * Keeps the compiled rules of the latest stamp. When the stamp of a batch is another, the rules are
 * read within the batch's transaction, and those that changed are compiled.
 */
export function createRulebook(): Rulebook {
  let known: { readonly stamp: string; readonly index: RuleIndex<EngineRule> } | null = null;
  let decide: DecideEvent = () => ({ matches: [], conditions: 0 });
  return async (stamp, load) => {
    if (known?.stamp === stamp) return decide;
    const set = await load();
    const index = indexRules(set.rules, known === null ? {} : { previous: known.index });
    known = { stamp: set.stamp, index };
    decide = decideBy(set.rules, index);
    return decide;
  };
}

function decideBy(rules: RuleSet['rules'], index: RuleIndex<EngineRule>): DecideEvent {
  const refs = new Map(rules.map(({ id, ref }) => [id, ref]));
  return (event, only) => {
    const rule_ref = only === null ? event.rule_ref : (refs.get(only) ?? null);
    const isMeant =
      only === null || (rule_ref !== null && (event.rule_ref ?? rule_ref) === rule_ref);
    if (!isMeant) return { matches: [], conditions: 0 };
    const { matches, evaluated } = evaluateRules({ index, event: { ...event, rule_ref } });
    return {
      conditions: evaluated,
      matches: matches.map(({ rule, config, conditions, error }) => ({
        rule: rule.id,
        rule_ref: rule.ref,
        rule_version: rule.version,
        config,
        conditions,
        error,
      })),
    };
  };
}
