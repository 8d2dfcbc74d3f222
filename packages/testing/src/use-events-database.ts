import { afterAll, beforeAll } from 'vitest';
import { type TempEventsDatabase, tempEventsDatabase } from './events-database.ts';
import type { EventsTemplate } from './events-template.ts';

/**
 * One database for all tests of the file: `const events = useEventsDatabase({ template })`, then
 * `events.url` inside hooks and tests.
 */
export function useEventsDatabase({ template }: { readonly template: EventsTemplate }): {
  readonly url: string;
} {
  let database: TempEventsDatabase | undefined;
  beforeAll(async () => {
    database = await tempEventsDatabase({ template });
  });
  afterAll(() => database?.drop());
  return {
    get url() {
      if (database === undefined)
        throw new Error('the database is open only inside hooks and tests');
      return database.url;
    },
  };
}
