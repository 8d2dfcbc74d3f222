import type { WorkerLog } from '../worker-log.ts';
import type { Redact } from './redact.ts';

/** Deeper than what workers log; deeper still is left out. */
const deepest = 8;

/** A log that shows no secret: in messages, details, and errors with their causes and stacks. */
export function redactingLog(log: WorkerLog, redact: Redact): Required<WorkerLog> {
  const details = (value: object): object =>
    redact.longest === 0 ? value : redactFields(value, redact, deepest);
  return {
    debug: (value, message) => log.debug?.(details(value), redact(message)),
    info: (value, message) => log.info(details(value), redact(message)),
    warn: (value, message) => log.warn(details(value), redact(message)),
    error: (value, message) => log.error(details(value), redact(message)),
  };
}

function redactFields(value: object, redact: Redact, depth: number): Record<string, unknown> {
  const fields = Object.entries(value).map(([key, item]) => [
    redact(key),
    redactAny(item, redact, depth - 1),
  ]);
  return Object.fromEntries(fields);
}

function redactAny(value: unknown, redact: Redact, depth: number): unknown {
  if (typeof value === 'string' || typeof value === 'number') return redact(value);
  if (typeof value === 'bigint') return redact(String(value));
  if (typeof value !== 'object' || value === null) return value;
  if (depth <= 0) return '[too deep]';
  if (Array.isArray(value)) return value.map((item) => redactAny(item, redact, depth - 1));
  if (value instanceof Date) return value.toISOString();
  if (!(value instanceof Error)) return redactFields(value, redact, depth);
  return {
    type: value.name,
    message: redact(value.message),
    stack: redact(value.stack ?? ''),
    ...redactFields(value, redact, depth),
    ...(value.cause === undefined ? {} : { cause: redactAny(value.cause, redact, depth - 1) }),
  };
}
