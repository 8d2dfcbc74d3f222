import { EventStoreError } from '../event-store-error.ts';
import type { EventSession } from '../session.ts';

export interface ReadLedger {
  readonly ctx: { readonly events: EventSession };
  readonly input: {
    /** How many UTC days back, today included. */
    readonly days: number;
  };
}

/** What became of the events of one UTC day. Nothing is lost while every gap is 0. */
export interface LedgerDay {
  /** `2026-11-21`. */
  readonly day: string;
  readonly events: number;
  readonly evaluated: number;
  readonly pending_events: number;
  readonly matches: number;
  readonly enforcements: number;
  readonly executions: number;
  readonly disabled: number;
  readonly pending_enforcements: number;
  readonly gaps: LedgerGaps;
}

/** Above 0: so many are missing. Below 0: so many are counted twice, or were deleted since. */
export interface LedgerGaps {
  /** events - evaluated - pending */
  readonly events: number;
  /** matches - enforcements */
  readonly matches: number;
  /** enforcements - executions - disabled - pending */
  readonly enforcements: number;
}

export interface Ledger {
  /** The moment of the snapshot. */
  readonly at: string;
  /** The newest day first. */
  readonly days: readonly LedgerDay[];
  /** Whether every gap is 0. */
  readonly balanced: boolean;
}

/** Older rows may have fallen to retention. */
const maxDays = 90;

/**
 * Balances the books of the engine, by the days of the events and in one snapshot. Each side is
 * counted where it is kept: events in their table, evaluations in the engine's record, what waits in
 * the queues, executions in theirs.
 *
 * @throws EventStoreError `invalid_input` unless days is 1–90: older rows may be gone.
 */
export async function readLedger({ ctx, input }: ReadLedger): Promise<Ledger> {
  const { days } = input;
  if (!Number.isInteger(days) || days < 1 || days > maxDays) {
    throw new EventStoreError(
      'invalid_input',
      `The ledger covers 1 to ${maxDays} days, but ${days} were asked for.`,
    );
  }
  return ctx.events.run(async ({ sql }) => {
    const rows = await sql<(Omit<LedgerDay, 'gaps'> & { at: string })[]>`
      with span as materialized (
        select day::date as day,
               (day at time zone 'UTC') as starts,
               ((day + interval '1 day') at time zone 'UTC') as ends
        from generate_series(
          date_trunc('day', statement_timestamp() at time zone 'UTC')
            - make_interval(days => ${days - 1}::integer),
          date_trunc('day', statement_timestamp() at time zone 'UTC'),
          interval '1 day') as day
      ), bounds as materialized (
        select min(starts) as starts, max(ends) as ends from span
      ), happened as (
        select (created at time zone 'UTC')::date as day, count(*) as n from event
        where created >= (select starts from bounds) and created < (select ends from bounds)
        group by 1
      ), evaluated as (
        select event_day as day, sum(events) as n, sum(matches) as matches from evaluation
        where time >= (select starts from bounds)
          and event_day >= (select min(day) from span)
        group by 1
      ), waiting as (
        select (created at time zone 'UTC')::date as day, count(*) as n from event_inbox
        where rule_id = 0
        group by 1
      ), enforced as (
        select (clew_internal.id_time(event) at time zone 'UTC')::date as day, count(*) as n,
               count(*) filter (where status = 'disabled') as disabled
        from enforcement
        where created >= (select starts from bounds) and event is not null and rule is not null
        group by 1
      ), executed as (
        select (clew_internal.id_time(event) at time zone 'UTC')::date as day, count(*) as n
        from execution
        where created >= (select starts from bounds) and enforcement is not null and parent is null
          and event is not null
        group by 1
      ), unresolved as (
        select (clew_internal.id_time(event_id) at time zone 'UTC')::date as day, count(*) as n
        from enforcement_key where pending
        group by 1
      )
      select to_char(s.day, 'YYYY-MM-DD') as day,
             statement_timestamp() as at,
             coalesce(h.n, 0)::bigint as events,
             coalesce(e.n, 0)::bigint as evaluated,
             coalesce(w.n, 0)::bigint as pending_events,
             coalesce(e.matches, 0)::bigint as matches,
             coalesce(f.n, 0)::bigint as enforcements,
             coalesce(x.n, 0)::bigint as executions,
             coalesce(f.disabled, 0)::bigint as disabled,
             coalesce(u.n, 0)::bigint as pending_enforcements
      from span s
      left join happened h using (day)
      left join evaluated e using (day)
      left join waiting w using (day)
      left join enforced f using (day)
      left join executed x using (day)
      left join unresolved u using (day)
      order by day desc`;
    const balances = rows.map(({ at, ...row }): LedgerDay => ({ ...row, gaps: gapsOf(row) }));
    return {
      at: rows[0]?.at ?? '',
      days: balances,
      balanced: balances.every(({ gaps }) => Object.values(gaps).every((gap) => gap === 0)),
    };
  });
}

function gapsOf(row: Omit<LedgerDay, 'gaps'>): LedgerGaps {
  return {
    events: row.events - row.evaluated - row.pending_events,
    matches: row.matches - row.enforcements,
    enforcements: row.enforcements - row.executions - row.disabled - row.pending_enforcements,
  };
}
