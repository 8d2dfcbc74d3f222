import {
  type Enforcement,
  type ResolvedEnforcementStatus,
  recordIdSchema,
  resolvedEnforcementStatusSchema,
} from '@clew/contracts';
import { errorText } from '../error-text.ts';
import { EventStoreError } from '../event-store-error.ts';
import { parseInput } from '../parse-input.ts';
import { readLinks } from '../record-links.ts';
import { createdWindow } from '../record-window.ts';
import type { EnforcementRow } from '../schema/enforcement.ts';
import type { EventSession } from '../session.ts';
import { enforcementById, enforcementNotFound } from './get-enforcement.ts';
import { toEnforcement } from './to-enforcement.ts';

export interface ResolveEnforcement {
  readonly ctx: { readonly events: EventSession };
  readonly input: {
    readonly id: number;
    readonly status: ResolvedEnforcementStatus;
    /** Why it was disabled. */
    readonly error?: string | undefined;
  };
}

/**
 * Makes the one transition of an enforcement: sets its status together with `resolved_at`, and takes
 * its key off the queue.
 *
 * @throws EventStoreError `enforcement_not_found`, or `enforcement_resolved` when it was resolved
 *   before; nothing was changed.
 */
export async function resolveEnforcement({ ctx, input }: ResolveEnforcement): Promise<Enforcement> {
  const id = parseInput(recordIdSchema, input.id);
  const status = parseInput(resolvedEnforcementStatusSchema, input.status);
  return ctx.events.run(async (session) => {
    const row = await resolve(session, id, status, errorText(input.error));
    if (row !== null) return toEnforcement(row, await readLinks(session, 'event', [row.event]));
    const [current] = await enforcementById(session.db, id);
    if (current === undefined) throw enforcementNotFound(id);
    throw new EventStoreError(
      'enforcement_resolved',
      `Enforcement ${id} is already ${current.status}, since ${current.resolved_at}: it can be resolved only once.`,
    );
  });
}

async function resolve(
  { sql }: EventSession,
  id: number,
  status: ResolvedEnforcementStatus,
  error: string | null,
): Promise<EnforcementRow | null> {
  const window = createdWindow(id);
  const [row] = await sql<EnforcementRow[]>`
    with resolved as (
      update enforcement
      set status = ${status}::text,
          resolved_at = greatest(clock_timestamp(), created),
          error = coalesce(${error}::text, error)
      where id = ${id}::bigint
        and created >= ${window.from}::timestamptz and created < ${window.to}::timestamptz
        and status = 'created'
      returning *
    ), dequeued as (
      update enforcement_key set pending = false
      where enforcement_id in (select id from resolved)
    )
    select * from resolved`;
  return row ?? null;
}
