import { type JsonValue, type TimerConfig, timerConfigSchema } from '@clew/contracts';
import { createEvents } from '../events/create-events.ts';
import type { EventSession } from '../session.ts';
import { noteSensorEvents } from './note-sensor-events.ts';
import { recordSensorError } from './record-sensor-error.ts';

/** What a due timer does, as its config says. */
export type DecideFires = (timer: {
  readonly config: TimerConfig;
  readonly due: Date;
  readonly now: Date;
}) => {
  readonly fires: readonly { readonly scheduledFor: Date; readonly missed: number }[];
  readonly next: Date | null;
};

export interface FireDueTimers {
  readonly ctx: { readonly events: EventSession };
  readonly input: {
    readonly decide: DecideFires;
    /** Most timers of one call. */
    readonly limit: number;
  };
}

export interface FiredTimers {
  readonly timers: number;
  readonly events: number;
  /** Milliseconds until the next timer is due; null when none is planned. */
  readonly next_in_ms: number | null;
}

interface DueTimer {
  readonly ref: string;
  readonly trigger_ref: string;
  readonly config: JsonValue;
  readonly due: string;
  readonly now: string;
}

/**
 * Fires every timer that is due by the clock of the server. A timer's row is locked while its events
 * are stored and its next moment is set, in one transaction; rows that another worker has locked are
 * passed over. So each moment fires exactly once, however many workers look. A timer that cannot be
 * followed is noted and fires no more until its config is changed.
 */
export async function fireDueTimers({ ctx, input }: FireDueTimers): Promise<FiredTimers> {
  return ctx.events.transaction(async (session) => {
    const due = await session.sql<DueTimer[]>`
      select ref, trigger_ref, config, next_fire_at as due, statement_timestamp() as now
      from sensor
      where next_fire_at <= statement_timestamp() and enabled and entrypoint = 'timer'
      order by next_fire_at
      limit ${input.limit}::integer
      for update skip locked`;
    let events = 0;
    for (const timer of due) events += await fire(session, timer, input.decide);
    const [next] = await session.sql<{ ms: number | null }[]>`
      select (extract(epoch from min(next_fire_at) - clock_timestamp()) * 1000)::float8 as ms
      from sensor where next_fire_at is not null and enabled and entrypoint = 'timer'`;
    return { timers: due.length, events, next_in_ms: next?.ms ?? null };
  });
}

async function fire(session: EventSession, timer: DueTimer, decide: DecideFires): Promise<number> {
  const { ref, trigger_ref } = timer;
  const decision = decided(timer, decide);
  if ('problem' in decision) {
    await session.sql`update sensor set next_fire_at = null where ref = ${ref}::text`;
    await recordSensorError({ ctx: { events: session }, input: { ref, error: decision.problem } });
    return 0;
  }
  const receipts = await createEvents({
    ctx: { events: session },
    input: {
      events: decision.fires.map(({ scheduledFor, missed }) => ({
        trigger_ref,
        source_ref: ref,
        payload: { sensor: ref, scheduled_for: scheduledFor.toISOString(), missed },
      })),
    },
  });
  await noteSensorEvents(session, { ref, receipts });
  const next = decision.next?.toISOString() ?? null;
  await session.sql`
    update sensor
    set next_fire_at = ${next}::timestamptz,
        state = case when ${next}::timestamptz is null then 'done' else state end
    where ref = ${ref}::text`;
  return receipts.length;
}

function decided({ config, due, now }: DueTimer, decide: DecideFires) {
  const parsed = timerConfigSchema.safeParse(config);
  if (!parsed.success) return { problem: 'The config is not that of a timer. Correct it.' };
  try {
    return decide({ config: parsed.data, due: new Date(due), now: new Date(now) });
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
