import { type Event, recordIdSchema } from '@clew/contracts';
import { and, sql } from 'drizzle-orm';
import { EventStoreError } from '../event-store-error.ts';
import { parseInput } from '../parse-input.ts';
import { createdWindow } from '../record-window.ts';
import { event } from '../schema/event.ts';
import type { Database, EventSession } from '../session.ts';
import { toEvent } from './to-event.ts';

export interface GetEvent {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly id: number };
}

/**
 * Reads one event by its id.
 *
 * @throws EventStoreError `event_not_found`, also when it has fallen to retention.
 */
export async function getEvent({ ctx, input }: GetEvent): Promise<Event> {
  const id = parseInput(recordIdSchema, input.id);
  return ctx.events.run(async ({ db }) => {
    const [row] = await eventById(db, id);
    if (row !== undefined) return toEvent(row);
    throw new EventStoreError(
      'event_not_found',
      `Event ${id} does not exist. Events are kept for 90 days; check the id, or list events to find it.`,
    );
  });
}

/** The query of `getEvent`: its window comes from the id, so one chunk is planned. */
export function eventById(db: Database, id: number) {
  const window = createdWindow(id);
  return db
    .select()
    .from(event)
    .where(
      and(
        sql`${event.id} = ${id}::bigint`,
        sql`${event.created} >= ${window.from}::timestamptz`,
        sql`${event.created} < ${window.to}::timestamptz`,
      ),
    );
}
