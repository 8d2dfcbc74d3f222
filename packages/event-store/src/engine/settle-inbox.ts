import { errorText } from '../error-text.ts';
import type { EventSession } from '../session.ts';
import type { InboxRow } from './claim-inbox.ts';

/** A row that could not be evaluated, and why. */
export interface Failure {
  readonly row: InboxRow;
  readonly error: string;
}

/** Takes rows off the inbox: their events are evaluated, or gone. */
export async function removeFromInbox(
  { sql }: EventSession,
  rows: readonly InboxRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    delete from event_inbox i
    using unnest(
      ${rows.map(({ event_id }) => event_id)}::bigint[],
      ${rows.map(({ rule_id }) => rule_id)}::bigint[]
    ) as done (event_id, rule_id)
    where i.event_id = done.event_id and i.rule_id = done.rule_id`;
}

/** Leaves rows for later: twice as long after every attempt, up to an hour. */
export async function postponeInbox(
  { sql }: EventSession,
  failures: readonly Failure[],
): Promise<void> {
  if (failures.length === 0) return;
  await sql`
    update event_inbox i
    set attempts = i.attempts + 1, last_error = failed.error,
        available_at = statement_timestamp()
          + make_interval(secs => least(power(2, least(i.attempts, 12)), 3600))
    from unnest(
      ${failures.map(({ row }) => row.event_id)}::bigint[],
      ${failures.map(({ row }) => row.rule_id)}::bigint[],
      ${failures.map(({ error }) => errorText(error))}::text[]
    ) as failed (event_id, rule_id, error)
    where i.event_id = failed.event_id and i.rule_id = failed.rule_id`;
}
