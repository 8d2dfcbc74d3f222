import { eventById } from './event-by-id.ts';
import { insertEvents } from './insert-events.ts';
import { volumeChart } from './volume-chart.ts';

// Embedded store, or the server of CLEW_TEST_EVENTS_URL. Prints what bench/README.md records. Names of
// benchmarks as arguments run only those.
const benchmarks: Readonly<Record<string, () => unknown>> = {
  'event-by-id': eventById,
  'insert-events': insertEvents,
  'volume-chart': volumeChart,
};

const wanted = process.argv.slice(2);
for (const [name, run] of Object.entries(benchmarks)) {
  if (wanted.length === 0 || wanted.includes(name)) console.table(await run());
}
