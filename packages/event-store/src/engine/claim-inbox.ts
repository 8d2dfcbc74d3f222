import type { Event } from '@clew/contracts';
import { toEvent } from '../events/to-event.ts';
import { groupByDay } from '../record-window.ts';
import type { EventRow } from '../schema/event.ts';
import type { EventSession } from '../session.ts';
import { rulesStamp } from './load-rules.ts';

/** A row of the inbox that this transaction holds. `rule_id` 0 means every rule. */
export interface InboxRow {
  readonly event_id: number;
  readonly rule_id: number;
}

export interface ClaimedInbox {
  /** Of the rules as the claim saw them. */
  readonly stamp: string;
  readonly rows: readonly InboxRow[];
}

/**
 * Locks the rows that are due the longest, passing over those that others hold. The stamp is of the
 * same snapshot: a rule that was committed before one of these events is in it.
 */
export async function claimInbox(session: EventSession, limit: number): Promise<ClaimedInbox> {
  const rows = await session.sql<(InboxRow & { stamp: string })[]>`
    select i.event_id, i.rule_id, ${rulesStamp(session)} as stamp
    from (
      select event_id, rule_id, available_at from event_inbox
      where available_at <= statement_timestamp()
      order by available_at, event_id
      limit ${limit}::integer
      for update skip locked
    ) i
    order by i.available_at, i.event_id, i.rule_id`;
  return {
    stamp: rows[0]?.stamp ?? '',
    rows: rows.map(({ event_id, rule_id }) => ({ event_id, rule_id })),
  };
}

/** Most bytes of payloads and configs, as text, that are read of one day. */
const maxBytes = 16 * 1_048_576;

/** `later`: there is too much of it to read at once. */
export type ClaimedEvent = Event | 'later';

/** Reads events by the windows of their ids. An event that is gone is left out. */
export async function readClaimedEvents(
  { sql }: EventSession,
  ids: readonly number[],
): Promise<ReadonlyMap<number, ClaimedEvent>> {
  const found = await Promise.all(
    groupByDay(ids).map(
      ({ ids: wanted, window }) => sql<(EventRow & { bytes_before: number })[]>`
        select id, trigger, trigger_ref, source, source_ref, rule, rule_ref, created, root_event,
               depth, budget, problems, bytes_before,
               case when bytes_before < ${maxBytes}::bigint then config end as config,
               case when bytes_before < ${maxBytes}::bigint then payload end as payload
        from (
          select e.*,
                 coalesce(sum(octet_length(payload::text) + coalesce(octet_length(config::text), 0))
                   over (order by id rows between unbounded preceding and 1 preceding), 0)::bigint
                   as bytes_before
          from event e
          where id = any (${wanted}::bigint[])
            and created >= ${window.from}::timestamptz and created < ${window.to}::timestamptz
        ) as measured`,
    ),
  );
  return new Map(
    found
      .flat()
      .map(({ bytes_before, ...row }) => [
        row.id,
        bytes_before < maxBytes ? toEvent(row) : 'later',
      ]),
  );
}
