import { type EventSession, openEventStore } from '@clew/event-store';
import { openCodebase } from '@clew/graph-store';
import { relayGraph } from '../src/relay/relay-graph.ts';

/** Relays one graph and is killed, as by a crash, right behind the commit of its first batch. */
const [home = '', codebase = '', url = ''] = process.argv.slice(2);
const store = await openEventStore({ url });
const events: EventSession = {
  ...store,
  async transaction(work) {
    const result = await store.transaction(work);
    process.kill(process.pid, 'SIGKILL');
    return result;
  },
};
const graph = openCodebase({ ctx: { home }, input: { name: codebase } });
const { signal } = new AbortController();
await relayGraph({ ctx: { events, graph }, input: { codebase, signal } });
