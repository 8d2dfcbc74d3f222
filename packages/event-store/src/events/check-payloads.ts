import type { JsonValue, PayloadPolicy } from '@clew/contracts';
import { EventStoreError } from '../event-store-error.ts';
import { checkJson } from '../json-schema/check-json.ts';
import type { SchemaIssue } from '../json-schema/compile-json-schema.ts';
import type { PayloadSchemas } from './payload-schemas.ts';

/** An event before it is stored, as far as its trigger judges it. */
export interface PayloadToCheck {
  readonly trigger_ref: string;
  readonly payload: JsonValue;
}

/** What the schema of the trigger says of a payload; `problems` is empty when it matches. */
export interface CheckedPayload {
  readonly policy: PayloadPolicy;
  readonly problems: readonly SchemaIssue[];
}

const fine: CheckedPayload = { policy: 'record', problems: [] };

/** Checks payloads against the schemas of their triggers, in the order of the input. */
export function checkPayloads(
  { schemas }: PayloadSchemas,
  events: readonly PayloadToCheck[],
): readonly CheckedPayload[] {
  return events.map(({ trigger_ref, payload }) => {
    const schema = schemas.get(trigger_ref);
    if (schema === undefined || schema === null) return fine;
    const problems = checkJson(schema.out_schema, payload, 'out_schema');
    return { policy: schema.payload_policy, problems };
  });
}

/** Whether a trigger refuses one of its payloads, and with it the whole batch. */
export function isRefused(checked: readonly CheckedPayload[]): boolean {
  return checked.some(({ policy, problems }) => policy === 'refuse' && problems.length > 0);
}

/** More than this helps nobody. */
const maxIssues = 50;

/**
 * Refuses a whole batch when a trigger refuses one of its payloads.
 *
 * @param checked in the order of the batch.
 * @throws EventStoreError `payload_refused` with issues at `payload.…`, or `<index>.payload.…` when the
 *   batch has several events.
 */
export function refusePayloads(
  events: readonly PayloadToCheck[],
  checked: readonly CheckedPayload[],
): void {
  const issues = checked.flatMap(({ policy, problems }, index) =>
    policy === 'record'
      ? []
      : problems.map(({ path, message }) => ({
          path: [...(events.length === 1 ? [] : [index]), 'payload', ...(path === '' ? [] : [path])]
            .map(String)
            .join('.'),
          message,
        })),
  );
  const [first] = issues;
  if (first === undefined) return;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more, see issues)` : '';
  throw new EventStoreError(
    'payload_refused',
    `The payload does not match the schema of its trigger: "${first.path}" ${first.message}${more}. Nothing was stored.`,
    { issues: issues.slice(0, maxIssues) },
  );
}
