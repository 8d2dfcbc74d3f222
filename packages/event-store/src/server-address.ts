import { EventStoreError } from './event-store-error.ts';

/**
 * The part of a Postgres url that may be shown: `host:port/database`, never the user's password.
 *
 * @throws EventStoreError `invalid_input` when it is not a Postgres url.
 */
export function serverAddress(url: string): string {
  const parsed = parseUrl(url);
  const host = parsed.hostname === '' ? 'localhost' : decodeURIComponent(parsed.hostname);
  const port = parsed.port === '' ? '5432' : parsed.port;
  return `${host}:${port}${parsed.pathname === '' ? '/' : parsed.pathname}`;
}

function parseUrl(url: string): URL {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw notPostgres();
  }
  if (parsed.protocol !== 'postgres:' && parsed.protocol !== 'postgresql:') throw notPostgres();
  return parsed;
}

// The text of the url is left out on purpose: it may hold a password.
function notPostgres(): EventStoreError {
  return new EventStoreError(
    'invalid_input',
    'The url of the event store must look like postgres://user@host:5432/database. Correct CLEW_EVENTS_URL, or unset it to use the embedded store.',
  );
}
