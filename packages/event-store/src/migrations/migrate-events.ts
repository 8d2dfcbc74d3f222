import type postgres from 'postgres';
import { connect, type Sql } from '../connect.ts';
import { EventStoreError } from '../event-store-error.ts';
import { serverAddress } from '../server-address.ts';
import { errorCode, serverError } from '../server-error.ts';
import { refreshAggregate, unrefreshedAggregates } from './aggregates.ts';
import { checkServer, ensureTimescale, readServerFacts } from './check-server.ts';
import { ensureJournal, pendingMigrations, readJournal, recordMigration } from './journal.ts';
import { type Migration, readMigrations } from './read-migrations.ts';
import { refuseForeignSchema } from './refuse-foreign-schema.ts';

export interface MigrateEventsOptions {
  readonly url: string;
  /** Called before each migration and each refresh. */
  readonly onProgress?: ((step: string) => void) | undefined;
  /** Stops after this migration; for tests that fill a database between two of them. */
  readonly until?: string | undefined;
}

export interface EventMigrationResult {
  /** `host:port/database`. */
  readonly server: string;
  readonly applied: readonly string[];
  /** Continuous aggregates that were filled. */
  readonly refreshed: readonly string[];
}

/**
 * Brings a database to the schema of this version.
 *
 * All pending migrations run in one transaction, so a failure leaves the database as it was; only the
 * extension, if it had to be created, stays. Two runs at once are safe: the transaction starts by
 * taking a lock, and the second finds nothing to do. New
 * continuous aggregates are refreshed afterwards, outside, as the server demands; a run that is cut
 * off there goes on with it next time.
 *
 * @throws EventStoreError that says what is wrong with the server, the schema or a migration.
 */
export async function migrateEvents(options: MigrateEventsOptions): Promise<EventMigrationResult> {
  const server = serverAddress(options.url);
  const pool = connect({ url: options.url, maxConnections: 1 });
  const progress = options.onProgress ?? (() => {});
  try {
    const applied = await applyPending(pool, server, progress, options.until);
    const refreshed = options.until === undefined ? await refreshNew(pool, progress) : [];
    return { server, applied, refreshed };
  } catch (error) {
    throw serverError(error, server);
  } finally {
    await pool.end();
  }
}

async function applyPending(
  pool: postgres.Sql,
  server: string,
  progress: (step: string) => void,
  until: string | undefined,
): Promise<readonly string[]> {
  const applied: string[] = [];
  // In a transaction of its own: when it was created and rolled back, a session cannot create it again.
  await pool.begin(async (sql) => {
    await takeLock(sql);
    const facts = await readServerFacts(sql);
    checkServer(facts, server);
    if ((await readPending(sql, server)).length > 0) await ensureTimescale(sql, facts, server);
  });
  await pool.begin(async (sql) => {
    await takeLock(sql);
    // Unqualified names must not land in a schema that happens to be named like the user.
    await sql`set local search_path to public`;
    const pending = await readPending(sql, server);
    if (pending.length > 0) await ensureJournal(sql);
    for (const migration of pending) {
      if (until !== undefined && migration.name > until) break;
      progress(`migration ${migration.name}`);
      await applyMigration(sql, migration, server);
      applied.push(migration.name);
    }
  });
  return applied;
}

/** Makes a second run wait until the first has committed. */
async function takeLock(sql: Sql): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('clew event store migrations', 0))`;
}

async function readPending(sql: Sql, server: string): Promise<readonly Migration[]> {
  const journal = await readJournal(sql);
  if (journal === null) await refuseForeignSchema(sql, server);
  return pendingMigrations(readMigrations(), journal ?? [], server);
}

async function applyMigration(sql: Sql, migration: Migration, server: string): Promise<void> {
  try {
    await sql.unsafe(migration.sql);
  } catch (error) {
    throw migrationFailure(error, migration, server);
  }
  await recordMigration(sql, migration);
}

function migrationFailure(error: unknown, migration: Migration, server: string): unknown {
  const code = errorCode(error);
  // Lost connections, lacking privileges and deadlocks have a meaning of their own.
  const meaning = serverError(error, server);
  if (meaning.code !== 'query_failed') return meaning;
  const detail = error instanceof Error ? error.message : String(error);
  const hint =
    code === '53200'
      ? ' Converting a table locks every chunk that its rows fall into: raise max_locks_per_transaction in postgresql.conf, for instance to 1024, and restart the server.'
      : '';
  return new EventStoreError(
    'migration_failed',
    `Migration ${migration.name} failed on ${server}${failingLine(error, migration.sql)}: ${detail}. Nothing was changed.${hint}`,
    { cause: error },
  );
}

function failingLine(error: unknown, sql: string): string {
  if (!(error instanceof Error) || !('position' in error)) return '';
  const position = Number(error.position);
  return Number.isInteger(position) ? ` at line ${sql.slice(0, position).split('\n').length}` : '';
}

async function refreshNew(
  pool: postgres.Sql,
  progress: (step: string) => void,
): Promise<readonly string[]> {
  const refreshed: string[] = [];
  for (const aggregate of await unrefreshedAggregates(pool)) {
    progress(`refresh ${aggregate.name}`);
    if (await refreshAggregate(pool, aggregate)) refreshed.push(aggregate.name);
  }
  return refreshed;
}
