import type { Sql } from '../connect.ts';
import { EventStoreError } from '../event-store-error.ts';
import { serverError } from '../server-error.ts';

/** What a server says about itself, as far as it decides whether Clew can use it. */
export interface ServerFacts {
  /** `server_version_num`, e.g. 170005. */
  readonly postgres: number;
  /** The extension in this database; null when it has not been created here. */
  readonly installed: string | null;
  /** The extension that the server could create; null when it has none. */
  readonly available: string | null;
  /** `timescale` or `apache`; null before the extension is there. */
  readonly edition: string | null;
}

const oldestPostgres = 15;
const oldestTimescale = [2, 23] as const;
const install = 'https://docs.tigerdata.com/self-hosted/latest/install/';

export async function readServerFacts(sql: Sql): Promise<ServerFacts> {
  const [facts] = await sql<ServerFacts[]>`
    select current_setting('server_version_num')::integer as postgres,
           (select extversion from pg_extension where extname = 'timescaledb') as installed,
           (select default_version from pg_available_extensions where name = 'timescaledb') as available,
           current_setting('timescaledb.license', true) as edition`;
  if (facts === undefined) {
    throw new EventStoreError('query_failed', 'The server did not say which version it is.');
  }
  return facts;
}

/**
 * @throws EventStoreError that says what is missing on the server and how to get it.
 */
export function checkServer(facts: ServerFacts, server: string): void {
  if (Math.floor(facts.postgres / 10_000) < oldestPostgres) {
    throw new EventStoreError(
      'postgres_outdated',
      `${server} runs PostgreSQL ${Math.floor(facts.postgres / 10_000)}; Clew needs ${oldestPostgres} or newer. Upgrade the server, or unset CLEW_EVENTS_URL to use the embedded store.`,
    );
  }
  const version = facts.installed ?? facts.available;
  if (version === null) {
    throw new EventStoreError(
      'timescaledb_missing',
      `${server} has no TimescaleDB. Install it on the server (${install}), use the service in docker-compose.yml, or unset CLEW_EVENTS_URL to use the embedded store.`,
    );
  }
  if (isOlder(version)) {
    const update =
      facts.installed !== null && facts.available !== null && !isOlder(facts.available)
        ? `Run "alter extension timescaledb update" as the first command of a new session (${facts.available} is available).`
        : `Install a newer one (${install}).`;
    throw new EventStoreError(
      'timescaledb_outdated',
      `${server} has TimescaleDB ${version}; Clew needs ${oldestTimescale.join('.')} or newer. ${update}`,
    );
  }
  if (facts.edition !== null && facts.edition !== 'timescale') {
    throw new EventStoreError(
      'timescaledb_edition',
      `${server} runs the ${facts.edition} edition of TimescaleDB, which has no compression, retention or continuous aggregates. Set timescaledb.license = 'timescale' in postgresql.conf and restart the server.`,
    );
  }
}

function isOlder(version: string): boolean {
  const [major = 0, minor = 0] = version.split(/[.-]/).map(Number);
  return major < oldestTimescale[0] || (major === oldestTimescale[0] && minor < oldestTimescale[1]);
}

/**
 * Creates the extension where the database lacks it. The server itself says whether its library is
 * loaded: its settings are not visible before.
 *
 * @throws EventStoreError `timescaledb_missing` when the server has the files but did not load them,
 *   `access_denied` when the user may not create it.
 */
export async function ensureTimescale(sql: Sql, facts: ServerFacts, server: string): Promise<void> {
  if (facts.installed !== null) return;
  try {
    await sql`create extension timescaledb schema public`;
  } catch (error) {
    const meaning = serverError(error, server);
    if (meaning.code === 'contention') throw meaning;
    const detail = error instanceof Error ? error.message : String(error);
    throw meaning.code === 'access_denied'
      ? new EventStoreError(
          'access_denied',
          `The user in CLEW_EVENTS_URL may not create the extension TimescaleDB in ${server}: ${detail}. Run "create extension timescaledb" there once as a superuser.`,
          { cause: error },
        )
      : new EventStoreError(
          'timescaledb_missing',
          `${server} cannot create the extension TimescaleDB: ${detail}. Add timescaledb to shared_preload_libraries in postgresql.conf and restart the server.`,
          { cause: error },
        );
  }
  checkServer(await readServerFacts(sql), server);
}
