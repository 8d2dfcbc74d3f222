import { type Event, pageRequestSchema, refSchema } from '@clew/contracts';
import { and, asc, sql } from 'drizzle-orm';
import { type CursorPosition, decodeCursor, encodeCursor } from '../cursor.ts';
import { before, textIs } from '../list-conditions.ts';
import { parseInput } from '../parse-input.ts';
import { event } from '../schema/event.ts';
import type { EventSession } from '../session.ts';
import { readHorizon } from '../stream/read-horizon.ts';
import { toEvent } from './to-event.ts';

export interface TailEvents {
  readonly ctx: { readonly events: EventSession };
  readonly input: {
    /** Only events behind this one; left out, only events from now on. */
    readonly after?: string | undefined;
    readonly trigger_ref?: string | undefined;
    readonly limit?: number | undefined;
  };
}

export interface EventTail {
  /** Oldest first. */
  readonly items: readonly Event[];
  /** Where to go on. */
  readonly cursor: string;
}

/**
 * Reads on from a position in the order in which events were created, without ever skipping one.
 *
 * A transaction that commits late would appear behind a reader that had already gone past its events.
 * So nothing is read from beyond the horizon.
 *
 * Events that are stored with a moment of the past, as an import does, are history, not news: a tail
 * does not show them.
 */
export async function tailEvents({ ctx, input }: TailEvents): Promise<EventTail> {
  const { limit, cursor } = parseInput(pageRequestSchema, {
    limit: input.limit,
    cursor: input.after,
  });
  const ref = parseInput(refSchema.optional(), input.trigger_ref);
  const start = cursor === undefined ? undefined : decodeCursor('event', cursor);
  return ctx.events.run(async (session) => {
    const { at: horizon } = await readHorizon(session);
    if (start === undefined) return { items: [], cursor: eventCursor({ created: horizon, id: 0 }) };
    const rows = await session.db
      .select()
      .from(event)
      .where(and(textIs(event.trigger_ref, ref), ahead(start), before(event.created, horizon)))
      .orderBy(asc(event.created), asc(event.id))
      .limit(limit);
    const items = rows.map(toEvent);
    const last = items.at(-1);
    return { items, cursor: last === undefined ? encodeCursor('event', start) : eventCursor(last) };
  });
}

/** The position of an event, to tail from. */
export function eventCursor({ created, id }: Pick<Event, 'created' | 'id'>): string {
  return encodeCursor('event', { at: created, id });
}

function ahead({ at, id }: CursorPosition) {
  return sql`${event.created} >= ${at}::timestamptz and (${event.created}, ${event.id}) > (${at}::timestamptz, ${id}::bigint)`;
}
