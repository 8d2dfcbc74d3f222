import type { JsonValue, StreamEntry } from '@clew/contracts';
import type { Paint } from './paint.ts';

/** The rest of a line is never cut shorter than this. */
const leastRoom = 20;
const topicWidth = 11;

/** One entry of the stream as one line: when, of what, which one, and what is told of it. */
export function streamLine(entry: StreamEntry, paint: Paint, width: number | null): string {
  const { time, name, id, told } = partsOf(entry);
  const clock = time.slice(11, 23);
  const topic = entry.topic.padEnd(topicWidth);
  const room =
    width === null
      ? Infinity
      : Math.max(leastRoom, width - `${clock} ${topic} ${name} ${id} `.length);
  const flat = told.replaceAll(/\s+/g, ' ').trim();
  const cut = flat.length > room ? `${flat.slice(0, room - 1)}…` : flat;
  return `${paint.faint(clock)} ${topic} ${paint.strong(name)} ${paint.faint(String(id))} ${cut}`.trimEnd();
}

interface EntryParts {
  readonly time: string;
  readonly name: string;
  readonly id: number;
  readonly told: string;
}

function partsOf(entry: StreamEntry): EntryParts {
  switch (entry.topic) {
    case 'event':
      return {
        time: entry.created,
        name: entry.trigger_ref,
        id: entry.id,
        told: JSON.stringify(entry.payload),
      };
    case 'enforcement':
      return {
        time: entry.resolved_at ?? entry.created,
        name: entry.rule_ref,
        id: entry.id,
        told: entry.error === null ? entry.status : `${entry.status}: ${entry.error}`,
      };
    case 'execution':
    case 'worker':
      return {
        time: entry.time,
        name: entry.entity_ref,
        id: entry.entity_id,
        told: changeOf(entry),
      };
    case 'output':
      return {
        time: entry.time,
        name: entry.action_ref,
        id: entry.execution,
        told: `${entry.stream}: ${entry.text}`,
      };
  }
}

/** `running`, when the status changed; else the names of what did. */
function changeOf(entry: Extract<StreamEntry, { readonly topic: 'execution' | 'worker' }>): string {
  const status = fieldOf(entry.new_values, 'status');
  if (status !== null) return status;
  return entry.operation === 'DELETE' ? 'removed' : entry.changed_fields.join(', ');
}

function fieldOf(values: JsonValue, name: string): string | null {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return null;
  const value: unknown = Object.entries(values).find(([field]) => field === name)?.[1];
  return typeof value === 'string' ? value : null;
}
