import { openEventStore } from '@clew/event-store';
import { startEngine } from './start-engine.ts';

/** An engine in a process of its own, to be killed. Arguments: url, name, batch size. */
const [url = '', name = '', batchSize = ''] = process.argv.slice(2);
const silent = { info() {}, warn() {}, error() {} };
const events = await openEventStore({ url, maxConnections: 4 });
await startEngine({ ctx: { events, log: silent }, name, batchSize: Number(batchSize) });
process.stdout.write('ready\n');
