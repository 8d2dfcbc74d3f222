import { idleLatency } from './idle-latency.ts';
import { killedEngines } from './killed-engines.ts';
import { manyEvents } from './many-events.ts';
import { manyRules } from './many-rules.ts';

// Embedded store, or the server of CLEW_TEST_EVENTS_URL. Prints what bench/README.md records.
console.table(manyRules());
console.table(await manyEvents());
console.table(await idleLatency());
console.table(await killedEngines());
