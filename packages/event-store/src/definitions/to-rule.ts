import type { Rule } from '@clew/contracts';
import type { rule } from '../schema/rule.ts';

export function toRule(row: typeof rule.$inferSelect): Rule {
  return {
    id: row.id,
    ref: row.ref,
    version: row.version,
    label: row.label,
    description: row.description,
    enabled: row.enabled,
    origin: row.origin,
    codebase: row.codebase,
    trigger: row.trigger,
    trigger_ref: row.trigger_ref,
    trigger_params: row.trigger_params,
    when: row.condition_expression,
    action: row.action,
    action_ref: row.action_ref,
    action_params: row.action_params,
    source_path: row.source_path,
    apply_from: row.apply_from,
    created: row.created,
    updated: row.updated,
  };
}
