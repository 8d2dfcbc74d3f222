import { type Event, type EventQuery, eventQuerySchema, type Page } from '@clew/contracts';
import { and, desc, type SQL, sql } from 'drizzle-orm';
import type { CursorPosition } from '../cursor.ts';
import { before, behind, notBefore, textIs } from '../list-conditions.ts';
import { cutPage, startOfPage } from '../page.ts';
import { parseInput } from '../parse-input.ts';
import { event } from '../schema/event.ts';
import type { Database, EventSession } from '../session.ts';
import { toEvent } from './to-event.ts';

export interface ListEvents {
  readonly ctx: { readonly events: EventSession };
  readonly input: EventQuery;
}

type EventFilter = Pick<EventQuery, 'trigger_ref' | 'source_ref' | 'text' | 'since' | 'until'> & {
  readonly limit: number;
};

/** Lists events, newest first. */
export async function listEvents({ ctx, input }: ListEvents): Promise<Page<Event>> {
  const query = parseInput(eventQuerySchema, input);
  const start = startOfPage('event', query.cursor);
  return ctx.events.run(async ({ db }) => {
    const rows = await eventsBehind(db, { ...query, limit: query.limit + 1 }, start);
    return cutPage('event', rows.map(toEvent), query.limit, (row) => ({
      at: row.created,
      id: row.id,
    }));
  });
}

/** The query of `listEvents`: walks the chunks from the newest and stops at the limit. */
export function eventsBehind(db: Database, filter: EventFilter, start: CursorPosition | undefined) {
  return db
    .select()
    .from(event)
    .where(
      and(
        textIs(event.trigger_ref, filter.trigger_ref),
        textIs(event.source_ref, filter.source_ref),
        payloadHolds(filter.text),
        notBefore(event.created, filter.since ?? searchStart(filter.text)),
        before(event.created, filter.until),
        behind(event.created, event.id, start),
      ),
    )
    .orderBy(desc(event.created), desc(event.id))
    .limit(filter.limit);
}

/** How far back payloads are searched when it is not said. */
const searchedMs = 7 * 86_400_000;

function searchStart(text: string | undefined): string | undefined {
  return text === undefined ? undefined : new Date(Date.now() - searchedMs).toISOString();
}

function payloadHolds(text: string | undefined): SQL | undefined {
  if (text === undefined) return undefined;
  return sql`position(lower(${text}::text) in lower(${event.payload}::text)) > 0`;
}
