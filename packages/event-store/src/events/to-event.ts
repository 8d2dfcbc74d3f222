import type { Event } from '@clew/contracts';
import type { EventRow } from '../schema/event.ts';

export function toEvent(row: EventRow): Event {
  return {
    id: row.id,
    trigger: row.trigger,
    trigger_ref: row.trigger_ref,
    config: row.config,
    payload: row.payload,
    source: row.source,
    source_ref: row.source_ref,
    rule: row.rule,
    rule_ref: row.rule_ref,
    root_event: row.root_event,
    depth: row.depth,
    budget: row.budget,
    problems: row.problems,
    created: row.created,
  };
}
