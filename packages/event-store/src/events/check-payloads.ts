import type { JsonValue, PayloadPolicy } from '@clew/contracts';
import { EventStoreError } from '../event-store-error.ts';
import { checkJson } from '../json-schema/check-json.ts';
import type { SchemaIssue } from '../json-schema/compile-json-schema.ts';
import type { EventSession } from '../session.ts';

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

/**
 * Checks payloads against the schemas of their triggers, in the order of the input. An unknown trigger
 * and one without a schema take every payload.
 */
export async function checkPayloads(
  session: EventSession,
  events: readonly PayloadToCheck[],
): Promise<readonly CheckedPayload[]> {
  const refs = [...new Set(events.map(({ trigger_ref }) => trigger_ref))];
  const rows = await session.sql<
    { ref: string; out_schema: JsonValue; payload_policy: PayloadPolicy }[]
  >`
    select ref, out_schema, payload_policy from trigger
    where ref = any (${refs}::text[]) and out_schema is not null`;
  const schemas = new Map(rows.map((row) => [row.ref, row]));
  return events.map(({ trigger_ref, payload }) => {
    const trigger = schemas.get(trigger_ref);
    if (trigger === undefined) return fine;
    const problems = checkJson(trigger.out_schema, payload, 'out_schema');
    return { policy: trigger.payload_policy, problems };
  });
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
