import {
  type StreamEntry,
  type StreamFilter,
  type StreamTopic,
  streamFilterSchema,
} from '@clew/contracts';
import { parseInput } from '../parse-input.ts';

/** @throws EventStoreError `invalid_input`. */
export function parseStreamFilter(filter: StreamFilter): StreamFilter {
  const { topics, trigger_ref, rule_ref, action_ref, entity_id } = filter;
  return parseInput(streamFilterSchema, { topics, trigger_ref, rule_ref, action_ref, entity_id });
}

/** Output is much, and of interest only to those who follow a run: it must be asked for. */
export function tellsOf({ topics }: StreamFilter, topic: StreamTopic): boolean {
  return topics === undefined ? topic !== 'output' : topics.includes(topic);
}

/** Says of an entry in memory what the query of `tailStream` says of its row. */
export function matchesStreamFilter(filter: StreamFilter, entry: StreamEntry): boolean {
  if (!tellsOf(filter, entry.topic)) return false;
  const is = <T>(wanted: T | undefined, value: T) => wanted === undefined || wanted === value;
  switch (entry.topic) {
    case 'event':
      return is(filter.trigger_ref, entry.trigger_ref) && is(filter.entity_id, entry.id);
    case 'enforcement':
      return (
        is(filter.trigger_ref, entry.trigger_ref) &&
        is(filter.rule_ref, entry.rule_ref) &&
        is(filter.entity_id, entry.id)
      );
    case 'execution':
      return is(filter.action_ref, entry.entity_ref) && is(filter.entity_id, entry.entity_id);
    case 'worker':
      return is(filter.entity_id, entry.entity_id);
    case 'output':
      return is(filter.action_ref, entry.action_ref) && is(filter.entity_id, entry.execution);
  }
}
