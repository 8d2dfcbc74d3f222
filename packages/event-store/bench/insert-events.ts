import { createEvents, type EventStore } from '../src/index.ts';
import { tempEventStore } from '../test/temp-event-store.ts';
import { round } from './measure.ts';

const payload = { relation: 'calls', from: { fqn: 'a/b.ts#c' }, to: { fqn: 'd/e.ts#f' }, line: 17 };

/** Events a second, each with its inbox row, its indexes and one notification a statement. */
export async function insertEvents() {
  await using store = await tempEventStore();
  const { events } = store;
  await create(events, 1000);
  return [
    await measure('one at a time', 2000, () => create(events, 1), 1, 1),
    await measure('one each, 32 at once', 4000, () => create(events, 1), 1, 32),
    await measure('batches of 100', 40_000, () => create(events, 100), 100, 4),
    await measure('batches of 1000', 100_000, () => create(events, 1000), 1000, 4),
  ];
}

function create(events: EventStore, count: number) {
  const batch = Array.from({ length: count }, () => ({ trigger_ref: 'graph.edge_added', payload }));
  return createEvents({ ctx: { events }, input: { events: batch } });
}

async function measure(
  inserts: string,
  total: number,
  work: () => Promise<unknown>,
  size: number,
  atOnce: number,
) {
  let left = total / size;
  const started = performance.now();
  const loop = async () => {
    while (left > 0) {
      left -= 1;
      await work();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, loop));
  const seconds = (performance.now() - started) / 1000;
  return {
    inserts,
    events: total,
    events_a_second: Math.round(total / seconds),
    ms_a_request: round((seconds * 1000 * atOnce) / (total / size)),
  };
}
