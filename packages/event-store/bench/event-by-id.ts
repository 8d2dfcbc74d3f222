import { sql as raw } from 'drizzle-orm';
import { getEvent } from '../src/index.ts';
import { event } from '../src/schema/event.ts';
import { tempEventStore } from '../test/temp-event-store.ts';
import { percentile, round, timeAlternately } from './measure.ts';
import { seedEvents } from './seed-events.ts';

const rows = 1_000_000;
const days = 90;
const lookups = 300;

/** One event by its id, among a million over ninety days, all but the last week compressed. */
export async function eventById() {
  await using store = await tempEventStore();
  const { events } = store;
  await seedEvents(events, { rows, days });
  const picked = await events.sql<{ id: number }[]>`
    select id from event where created < now() - interval '8 days'
    order by md5(id::text) limit ${lookups}::integer`;
  const ids = picked.map(({ id }) => id);

  const byWindow = (id: number) => getEvent({ ctx: { events }, input: { id } });
  const bare = (id: number) =>
    events.db.select().from(event).where(raw`${event.id} = ${id}::bigint`);
  await timeAlternately(ids.slice(0, 20), byWindow, bare);
  const [windowed, unbounded] = await timeAlternately(ids, byWindow, bare);
  return [
    line('getEvent: window from the id', windowed),
    line('the same query by the bare id', unbounded),
    {
      lookup: 'ratio',
      p50_ms: round(percentile(unbounded, 0.5) / percentile(windowed, 0.5), 1),
      p95_ms: round(percentile(unbounded, 0.95) / percentile(windowed, 0.95), 1),
    },
  ];
}

function line(lookup: string, times: readonly number[]) {
  return { lookup, p50_ms: round(percentile(times, 0.5)), p95_ms: round(percentile(times, 0.95)) };
}
