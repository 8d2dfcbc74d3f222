import { readAnalytics } from '../src/index.ts';
import { aggregates } from '../src/migrations/aggregates.ts';
import { tempEventStore } from '../test/temp-event-store.ts';
import { percentile, round, timeAlternately } from './measure.ts';
import { seedEvents } from './seed-events.ts';

const rows = 1_000_000;
const days = 90;
const times = 20;

/** Volume by day over ninety days: from the aggregates, and counted from the events themselves. */
export async function volumeChart() {
  await using store = await tempEventStore();
  const { events } = store;
  await seedEvents(events, { rows, days });
  for (const { name } of aggregates.filter((one) => one.name.startsWith('event_volume'))) {
    await events.sql.unsafe(`call refresh_continuous_aggregate('${name}', null, null)`);
  }
  const since = new Date(Date.now() - days * 86_400_000).toISOString();
  const fromAggregates = () =>
    readAnalytics({ ctx: { events }, input: { entity: 'events', bucket: 'day', since } });
  const fromEvents = () => events.sql`
    select time_bucket_gapfill(interval '1 day', created, ${since}::timestamptz, now()) as start,
           count(*) as count
    from event where created >= ${since}::timestamptz and created < now()
    group by 1 order by 1`;
  const inputs = Array.from({ length: times }, (_, index) => index);
  const [aggregated, raw] = await timeAlternately(inputs, fromAggregates, fromEvents);
  return [
    { chart: 'readAnalytics: daily aggregate', p50_ms: round(percentile(aggregated, 0.5)) },
    { chart: 'the same counted from events', p50_ms: round(percentile(raw, 0.5)) },
    { chart: 'ratio', p50_ms: round(percentile(raw, 0.5) / percentile(aggregated, 0.5), 1) },
  ];
}
