import { eventById } from './event-by-id.ts';
import { insertEvents } from './insert-events.ts';
import { volumeChart } from './volume-chart.ts';

// Embedded store, or the server of CLEW_TEST_EVENTS_URL. Prints what bench/README.md records.
console.table(await eventById());
console.table(await insertEvents());
console.table(await volumeChart());
