import type { NewEvent } from '@clew/contracts';
import { type EventStore, eventStoreTemplate, openEventStore } from '@clew/event-store';
import { tempEventsDatabase } from '@clew/testing';
import { postTo } from './post-to.ts';
import { startApiProcess } from './start-api-process.ts';

const repetitions = 5;
const batches = { events: 20_000, size: 500, clients: 4 };
const singles = { events: 4_000, size: 1, clients: 64 };

/**
 * Events a second through POST /api/v1/events of an API process, next to the rows that they become
 * (event and inbox) in one statement of postgres.js: same database, in turns.
 */
export async function ingest() {
  await using database = await tempEventsDatabase({ template: eventStoreTemplate() });
  const events = await openEventStore({ url: database.url });
  await using api = await startApiProcess({ eventsUrl: database.url });
  await post(api, { ...batches, events: 5_000 });
  await post(api, { ...singles, events: 1_000 });
  const rates = { inserted: [] as number[], batches: [] as number[], singles: [] as number[] };
  for (let n = 0; n < repetitions; n += 1) {
    rates.inserted.push(await insert(events, batches.events));
    rates.batches.push(await post(api, batches));
    rates.singles.push(await post(api, singles));
    await events.sql`truncate event, event_inbox`;
  }
  await events.close();
  const base = median(rates.inserted);
  return Object.entries({
    'rows in one statement, postgres.js': rates.inserted,
    'batches of 500, 4 clients': rates.batches,
    'single posts, 64 clients': rates.singles,
  }).map(([way, seen]) => ({
    way,
    'events/s': Math.round(median(seen)),
    runs: seen.map((rate) => Math.round(rate)).join(', '),
    share: `${Math.round((median(seen) / base) * 100)} %`,
  }));
}

function eventOf(n: number): NewEvent {
  return {
    trigger_ref: 'graph.edge_added',
    payload: {
      codebase: 'shop',
      relation: 'calls',
      from: { fqn: 'shop/src/cart.ts#total', layer: 'domain' },
      to: { fqn: 'shop/src/price.ts#price', layer: 'domain' },
      line: n,
    },
  };
}

/** Both tables in one go; what `createEvents` looks up or checks is left out. */
async function insert({ sql }: EventStore, count: number): Promise<number> {
  const given = Array.from({ length: count }, (_, n) => eventOf(n));
  const started = performance.now();
  await sql`
    with stored as (
      insert into event (trigger_ref, payload)
      select trigger_ref, payload::jsonb
      from unnest(
        ${given.map(({ trigger_ref }) => trigger_ref)}::text[],
        ${given.map(({ payload }) => JSON.stringify(payload))}::text[]
      ) as given (trigger_ref, payload)
      returning id, created, trigger_ref
    )
    insert into event_inbox (event_id, created, trigger_ref) select * from stored`;
  return (count / (performance.now() - started)) * 1000;
}

async function post(
  api: { readonly url: string; readonly token: string },
  plan: { readonly events: number; readonly size: number; readonly clients: number },
): Promise<number> {
  const bodies = Array.from({ length: plan.events / plan.size }, (_, at) => {
    const batch = Array.from({ length: plan.size }, (_, n) => eventOf(at * plan.size + n));
    return JSON.stringify(plan.size === 1 ? batch[0] : batch);
  });
  using client = postTo({ ...api, connections: plan.clients });
  const started = performance.now();
  const work = async () => {
    for (let body = bodies.pop(); body !== undefined; body = bodies.pop()) await client.post(body);
  };
  await Promise.all(Array.from({ length: plan.clients }, work));
  return (plan.events / (performance.now() - started)) * 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
