import type { Event } from '@clew/contracts';
import type { EnforcementRecord } from '../enforcements/insert-enforcements.ts';
import type { EventSession } from '../session.ts';
import type { InboxRow } from './claim-inbox.ts';

/** A row of the inbox with what its event leads to. */
export interface Decided {
  readonly row: InboxRow;
  readonly event: Event;
  readonly conditions: number;
  readonly records: readonly EnforcementRecord[];
}

/** How many of a row's matches had been recorded before. */
export interface Duplicates {
  readonly matches: number;
  readonly errors: number;
}

/** What a batch evaluated of the events of one day. */
export interface DayCounts {
  readonly day: string;
  events: number;
  replayed: number;
  conditions: number;
  matches: number;
  errors: number;
}

/** Counts a batch; matches that had been recorded before do not count. */
export function countByDay(
  kept: readonly Decided[],
  duplicates: ReadonlyMap<InboxRow, Duplicates>,
): readonly DayCounts[] {
  const days = new Map<string, DayCounts>();
  for (const { row, event, conditions, records } of kept) {
    const day = event.created.slice(0, 10);
    const counts = days.get(day) ?? { day, ...zero };
    days.set(day, counts);
    const repeated = duplicates.get(row) ?? { matches: 0, errors: 0 };
    counts.events += row.rule_id === 0 ? 1 : 0;
    counts.replayed += row.rule_id === 0 ? 0 : 1;
    counts.conditions += conditions;
    counts.matches += records.length - repeated.matches;
    counts.errors += records.filter(({ error }) => error !== null).length - repeated.errors;
  }
  return [...days.values()];
}

export const zero = { events: 0, replayed: 0, conditions: 0, matches: 0, errors: 0 };

/** The days of a batch together. */
export function total(counts: readonly DayCounts[]) {
  return counts.reduce(
    (sum, each) => ({
      events: sum.events + each.events,
      replayed: sum.replayed + each.replayed,
      conditions: sum.conditions + each.conditions,
      matches: sum.matches + each.matches,
      errors: sum.errors + each.errors,
    }),
    zero,
  );
}

/** Stores the counts, with the time that the batch took shared among its days. */
export async function recordEvaluation(
  { sql }: EventSession,
  engine: string,
  duration: number,
  counts: readonly DayCounts[],
): Promise<void> {
  if (counts.length === 0) return;
  await sql`
    insert into evaluation
      (engine, event_day, events, replayed, conditions, matches, errors, duration_ms)
    select ${engine}::text, g.*, ${duration / counts.length}::double precision
    from unnest(
      ${counts.map(({ day }) => day)}::date[],
      ${counts.map(({ events }) => events)}::integer[],
      ${counts.map(({ replayed }) => replayed)}::integer[],
      ${counts.map(({ conditions }) => conditions)}::integer[],
      ${counts.map(({ matches }) => matches)}::integer[],
      ${counts.map(({ errors }) => errors)}::integer[]
    ) as g`;
}
