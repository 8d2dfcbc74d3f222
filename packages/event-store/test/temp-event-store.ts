import { tempEventsDatabase } from '@clew/testing';
import { type EventStore, eventStoreTemplate, openEventStore } from '../src/index.ts';

export interface TempEventStore extends AsyncDisposable {
  readonly url: string;
  readonly events: EventStore;
}

/** A migrated, empty event store for one test file. */
export async function tempEventStore(): Promise<TempEventStore> {
  const database = await tempEventsDatabase({ template: eventStoreTemplate() });
  const events = await openEventStore({ url: database.url, maxConnections: 4 });
  return {
    url: database.url,
    events,
    async [Symbol.asyncDispose]() {
      await events.close();
      await database.drop();
    },
  };
}

/** A database with nothing in it. */
export function emptyDatabase() {
  return tempEventsDatabase({ template: { name: 'events_empty', prepare: async () => {} } });
}
