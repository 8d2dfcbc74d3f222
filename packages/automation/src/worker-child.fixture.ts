import { setTimeout as pause } from 'node:timers/promises';
import { openEventStore } from '@clew/event-store';
import { startWorker } from './start-worker.ts';

/**
 * A worker in a process of its own, to be killed. Arguments: url, name, times as JSON, longest run in
 * milliseconds. What it runs takes any time up to that and answers who did it, and with which token.
 */
const [url = '', name = '', times = '', longestRunMs = ''] = process.argv.slice(2);
/** Its lease was lost, or its outcome was not taken. */
function refused(details: object): void {
  if ('execution' in details) process.stdout.write('refused\n');
}

const events = await openEventStore({ url, maxConnections: 4 });
await startWorker({
  ctx: {
    events,
    log: {
      info() {},
      warn: refused,
      error: refused,
    },
  },
  worker: { name },
  actions: [
    {
      ref: 'core.log',
      async run({ execution }) {
        await pause(Math.random() * Number(longestRunMs));
        return { worker: name, fencing_token: execution.fencing_token };
      },
    },
  ],
  concurrency: 8,
  times: JSON.parse(times),
});
process.stdout.write('ready\n');
