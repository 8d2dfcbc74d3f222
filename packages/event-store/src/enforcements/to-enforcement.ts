import type { Enforcement } from '@clew/contracts';
import type { Links } from '../record-links.ts';
import type { EnforcementRow } from '../schema/enforcement.ts';

/** `links` says whether the event still exists. */
export function toEnforcement(row: EnforcementRow, links: Links): Enforcement {
  return {
    id: row.id,
    rule: row.rule,
    rule_ref: row.rule_ref,
    rule_version: row.rule_version,
    trigger_ref: row.trigger_ref,
    event: links.linkTo(row.event),
    config: row.config,
    payload: row.payload,
    condition: row.condition,
    conditions: row.conditions,
    status: row.status,
    error: row.error,
    created: row.created,
    resolved_at: row.resolved_at,
  };
}
