import type { RuleVersion } from '@clew/contracts';
import type { rule_version } from '../schema/rule-version.ts';

export function toRuleVersion(row: typeof rule_version.$inferSelect): RuleVersion {
  return {
    rule: row.rule,
    rule_ref: row.rule_ref,
    version: row.version,
    trigger_ref: row.trigger_ref,
    trigger_params: row.trigger_params,
    when: row.condition_expression,
    action_ref: row.action_ref,
    action_params: row.action_params,
    created: row.created,
  };
}
