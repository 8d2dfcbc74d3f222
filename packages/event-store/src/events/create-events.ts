import {
  type EventReceipt,
  maxEventBatch,
  type NewEvent,
  newEventSchema,
  recordIdSchema,
} from '@clew/contracts';
import { EventStoreError } from '../event-store-error.ts';
import { jsonText } from '../json-text.ts';
import { parseInput } from '../parse-input.ts';
import type { EventSession } from '../session.ts';
import { type CheckedPayload, checkPayloads, isRefused, refusePayloads } from './check-payloads.ts';
import { claimIdempotencyKeys } from './claim-idempotency-keys.ts';
import { type EventRecord, insertEvents } from './insert-events.ts';
import { payloadSchemas } from './payload-schemas.ts';

/** What caused events that are reactions; left out, each event starts a chain of its own. */
export interface EventCause {
  readonly root_event: number;
  readonly depth: number;
  readonly budget: number;
}

export interface CreateEvents {
  readonly ctx: { readonly events: EventSession };
  readonly input: {
    readonly events: readonly NewEvent[];
    readonly cause?: EventCause | undefined;
  };
}

/** How often a batch is checked anew because a trigger was changed meanwhile. */
const maxAttempts = 5;

/** Largest batch, in bytes of its payloads and configs as JSON text. */
const maxBatchBytes = 16 * 1_048_576;

/**
 * Stores events, each with its row in the inbox of the engine, in one transaction: all or none. The
 * answers are in the order of the input. An event whose idempotency key was used before for the same
 * trigger stores nothing and is answered with the first one's id.
 *
 * A payload that does not match the schema of its trigger is stored with what is wrong with it, or the
 * whole batch is refused, as the trigger says.
 *
 * @throws EventStoreError `invalid_input` or `payload_refused` that list every problem; nothing was
 *   stored.
 */
export async function createEvents({ ctx, input }: CreateEvents): Promise<readonly EventReceipt[]> {
  const events = parseBatch(input);
  if (events.length === 0) return [];
  const refs = [...new Set(events.map(({ trigger_ref }) => trigger_ref))];
  const records = toRecords(events, input.cause);
  const store = records.some(({ idempotency_key }) => idempotency_key !== null)
    ? storeOnce
    : storeAll;

  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const known = await ctx.events.run((session) =>
      payloadSchemas(session, { refs, again: attempt > 0 }),
    );
    const checked = checkPayloads(known, events);
    if (isRefused(checked)) {
      if (!known.isFresh) continue;
      refusePayloads(events, checked);
    }
    const checkedRecords = records.map((record, index) => ({
      ...record,
      problems: problemsText(checked[index]),
    }));
    const receipts = await store(ctx.events, checkedRecords, known.stamp);
    if (receipts !== null) return receipts;
  }
  throw new EventStoreError(
    'contention',
    'The triggers were changed all the while. Nothing was stored; try again.',
  );
}

/** Answers null, and stores nothing, when the triggers have another stamp by now. */
type Store = (
  events: EventSession,
  records: readonly EventRecord[],
  stamp: string,
) => Promise<readonly EventReceipt[] | null>;

const storeAll: Store = (events, records, stamp) =>
  events.run(async (session) => {
    const stored = await insertEvents(session, records, stamp);
    if (stored === null) return null;
    return records.map(({ trigger_ref }, index) => receipt(trigger_ref, stored[index], false));
  });

const storeOnce: Store = (events, records, stamp) =>
  events.transaction(async (session) => {
    const claims = await claimIdempotencyKeys(session, records, stamp);
    if (claims === null) return null;
    const fresh = claims.flatMap((claim) => (claim.duplicate ? [] : [claim.record]));
    await insertEvents(session, fresh);
    return claims.map(({ record, duplicate }) => receipt(record.trigger_ref, record, duplicate));
  });

function receipt(
  trigger_ref: string,
  stored: { readonly id: number | null; readonly created: string | null } | undefined,
  duplicate: boolean,
): EventReceipt {
  if (stored === undefined || stored.id === null || stored.created === null) {
    throw new EventStoreError('query_failed', 'The server stored fewer events than it was given.');
  }
  return { id: stored.id, trigger_ref, created: stored.created, duplicate };
}

function problemsText(checked: CheckedPayload | undefined): string | null {
  return checked === undefined || checked.problems.length === 0
    ? null
    : JSON.stringify(checked.problems);
}

function parseBatch({ events, cause }: CreateEvents['input']) {
  if (events.length > maxEventBatch) {
    throw new EventStoreError(
      'invalid_input',
      `A batch may hold ${maxEventBatch} events, but has ${events.length}. Split it.`,
    );
  }
  if (cause !== undefined) parseInput(recordIdSchema, cause.root_event);
  return parseInput(newEventSchema.array(), events);
}

function toRecords(
  events: ReturnType<typeof parseBatch>,
  cause: EventCause | undefined,
): readonly EventRecord[] {
  const records = events.map(
    (event): EventRecord => ({
      id: null,
      created: null,
      trigger_ref: event.trigger_ref,
      config: jsonText(event.config),
      payload: jsonText(event.payload),
      source_ref: event.source_ref,
      rule_ref: event.rule_ref,
      root_event: cause?.root_event ?? null,
      depth: cause?.depth ?? null,
      budget: cause?.budget ?? null,
      problems: null,
      idempotency_key: event.idempotency_key ?? null,
    }),
  );
  const bytes = records.reduce(
    (sum, { config, payload }) =>
      sum + Buffer.byteLength(config ?? '') + Buffer.byteLength(payload ?? ''),
    0,
  );
  if (bytes > maxBatchBytes) {
    throw new EventStoreError(
      'invalid_input',
      `A batch may hold ${maxBatchBytes} bytes of payloads and configs, but has ${bytes}. Split it.`,
    );
  }
  return records;
}
