import type { Action } from '@clew/contracts';
import type { action } from '../schema/action.ts';

export function toAction(row: typeof action.$inferSelect): Action {
  return {
    id: row.id,
    ref: row.ref,
    label: row.label,
    description: row.description,
    enabled: row.enabled,
    origin: row.origin,
    runner: row.runner,
    param_schema: row.param_schema,
    out_schema: row.out_schema,
    timeout_seconds: row.timeout_seconds,
    max_attempts: row.max_attempts,
    max_concurrency: row.max_concurrency,
    rate_limit: row.rate_limit,
    rate_period_seconds: row.rate_period_seconds,
    created: row.created,
    updated: row.updated,
  };
}
