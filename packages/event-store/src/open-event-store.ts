import { connect } from './connect.ts';
import { EventStoreError } from './event-store-error.ts';
import { checkServer, readServerFacts } from './migrations/check-server.ts';
import { pendingMigrations, readJournal } from './migrations/journal.ts';
import { readMigrations } from './migrations/read-migrations.ts';
import { serverAddress } from './server-address.ts';
import { type EventSession, poolSession } from './session.ts';

export interface OpenEventStoreOptions {
  /** `postgres://user@host:port/database`. */
  readonly url: string;
  /** Most connections of the pool; 10 when left out. */
  readonly maxConnections?: number | undefined;
  /** Receives the server's notices. */
  readonly onNotice?: ((message: string) => void) | undefined;
}

export interface EventStore extends EventSession {
  /**
   * Calls back for every notification on a channel (`event_created`, `enforcement_created`,
   * `enforcement_status_changed`, `execution_created`, `execution_status_changed`,
   * `execution_due`, `execution_canceling`, `execution_output_written`, `worker_status_changed`), on a connection that is re-established when it breaks. What happened
   * while it was broken is not repeated: `onListening` says when to catch up.
   */
  listen(
    channel: string,
    onPayload: (payload: string) => void,
    onListening?: () => void,
  ): Promise<{ unlisten(): Promise<void> }>;
  /** Waits for running queries, then closes every connection. */
  close(): Promise<void>;
}

/**
 * Opens an event store whose schema is exactly the one of this version.
 *
 * @throws EventStoreError when the server cannot be reached or used (`server_unreachable`,
 *   `access_denied`, `timescaledb_…`), or its schema is missing, older, newer or changed.
 */
export async function openEventStore(options: OpenEventStoreOptions): Promise<EventStore> {
  const server = serverAddress(options.url);
  const pool = connect({
    url: options.url,
    maxConnections: options.maxConnections ?? 10,
    onNotice: options.onNotice,
  });
  const session = poolSession(pool, server);
  const close = () => pool.end({ timeout: 10 });
  try {
    await session.run(assertCurrentSchema);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    ...session,
    close,
    listen: (channel, onPayload, onListening) =>
      session.run(() => pool.listen(channel, onPayload, onListening)),
  };
}

async function assertCurrentSchema({ sql, server }: EventSession): Promise<void> {
  checkServer(await readServerFacts(sql), server);
  const journal = await readJournal(sql);
  if (journal === null) {
    throw new EventStoreError(
      'schema_missing',
      `The database ${server} has no event store yet. Run "pnpm db:migrate:events".`,
    );
  }
  const pending = pendingMigrations(readMigrations(), journal, server);
  if (pending.length > 0) {
    throw new EventStoreError(
      'schema_outdated',
      `The event store at ${server} lacks ${pending.map(({ name }) => name).join(', ')}. Run "pnpm db:migrate:events".`,
    );
  }
}
