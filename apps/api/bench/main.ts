import { ingest } from './ingest.ts';

// Embedded store, or the server of CLEW_TEST_EVENTS_URL. Prints what bench/README.md records.
console.table(await ingest());
