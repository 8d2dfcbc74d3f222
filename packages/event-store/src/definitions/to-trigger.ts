import type { Trigger } from '@clew/contracts';
import type { trigger } from '../schema/trigger.ts';

export function toTrigger(row: typeof trigger.$inferSelect): Trigger {
  return {
    id: row.id,
    ref: row.ref,
    label: row.label,
    description: row.description,
    enabled: row.enabled,
    origin: row.origin,
    param_schema: row.param_schema,
    out_schema: row.out_schema,
    payload_policy: row.payload_policy,
    created: row.created,
    updated: row.updated,
  };
}
