import { connect, type Sql } from '../connect.ts';
import { serverAddress } from '../server-address.ts';
import { serverError } from '../server-error.ts';
import { aggregates, unrefreshedAggregates } from './aggregates.ts';
import { checkServer, readServerFacts } from './check-server.ts';
import { type AppliedMigration, pendingMigrations, readJournal } from './journal.ts';
import { readMigrations } from './read-migrations.ts';
import { refuseForeignSchema } from './refuse-foreign-schema.ts';

export interface EventMigrationPlan {
  /** `host:port/database`. */
  readonly server: string;
  /** The version of TimescaleDB that the database has or would get. */
  readonly timescaledb: string;
  readonly creates_extension: boolean;
  readonly applied: readonly AppliedMigration[];
  readonly pending: readonly { readonly name: string; readonly summary: string }[];
  /** Continuous aggregates that would be refreshed after the migrations. */
  readonly refreshes: readonly string[];
  /** Rows, by table, that the pending migrations move, rewrite or drop. */
  readonly rows: Readonly<Record<string, number>>;
}

/**
 * What `migrateEvents` would do. Writes nothing: it reads in one read-only transaction.
 *
 * @throws EventStoreError when the server cannot be reached or used, or when its schema is newer than
 *   the code, was changed, or is not Clew's.
 */
export async function planEventMigrations(url: string): Promise<EventMigrationPlan> {
  const server = serverAddress(url);
  const pool = connect({ url, maxConnections: 1 });
  try {
    return await pool.begin('read only', (sql) => readPlan(sql, server));
  } catch (error) {
    throw serverError(error, server);
  } finally {
    await pool.end();
  }
}

async function readPlan(sql: Sql, server: string): Promise<EventMigrationPlan> {
  const facts = await readServerFacts(sql);
  checkServer(facts, server);
  const journal = await readJournal(sql);
  if (journal === null) await refuseForeignSchema(sql, server);
  const pending = pendingMigrations(readMigrations(), journal ?? [], server);
  const refreshes = journal === null ? aggregates : await unrefreshedAggregates(sql);
  return {
    server,
    timescaledb: facts.installed ?? facts.available ?? '',
    creates_extension: facts.installed === null,
    applied: journal ?? [],
    pending: pending.map(({ name, summary }) => ({ name, summary })),
    refreshes: refreshes.map(({ name }) => name),
    rows: await countRows(sql, new Set(pending.map(({ name }) => name))),
  };
}

/** The tables whose rows each conversion moves or drops. */
const converted: Readonly<Record<string, readonly string[]>> = {
  '0006_event_hypertable': ['event', 'event_history'],
  '0007_enforcement_hypertable': ['enforcement', 'enforcement_history'],
};

async function countRows(
  sql: Sql,
  pending: ReadonlySet<string>,
): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const [migration, tables] of Object.entries(converted)) {
    if (!pending.has(migration)) continue;
    for (const table of tables) {
      const [found] = await sql<{ exists: boolean }[]>`
        select to_regclass(${`public.${table}`}::text) is not null as exists`;
      if (found?.exists !== true) continue;
      const [counted] = await sql<{ count: number }[]>`
        select count(*) as count from ${sql(table)}`;
      if (counted !== undefined) counts[table] = counted.count;
    }
  }
  return counts;
}
