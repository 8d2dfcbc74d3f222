import { embeddedEventsDatabase } from './embedded-events-database.ts';
import { assertTemplateName, type EventsTemplate } from './events-template.ts';
import { serverEventsDatabase } from './server-events-database.ts';
import { testEventsUrl } from './test-events-url.ts';

export interface TempEventsDatabase extends AsyncDisposable {
  readonly url: string;
  /** Same as disposal: closes every connection to it and removes it. */
  drop(): Promise<void>;
}

/**
 * A database of its own for one test file, copied from a template that is prepared once.
 *
 * Embedded TimescaleDB in memory by default; with CLEW_TEST_EVENTS_URL set, a database on that
 * server. About 450 MB of memory each when embedded: share one per test file.
 */
export async function tempEventsDatabase({
  template,
}: {
  readonly template: EventsTemplate;
}): Promise<TempEventsDatabase> {
  assertTemplateName(template.name);
  const server = testEventsUrl();
  const { url, drop } =
    server === undefined
      ? await embeddedEventsDatabase(template)
      : await serverEventsDatabase(server, template);
  let dropped: Promise<void> | undefined;
  const dropOnce = () => {
    dropped ??= drop();
    return dropped;
  };
  return { url, drop: dropOnce, [Symbol.asyncDispose]: dropOnce };
}
