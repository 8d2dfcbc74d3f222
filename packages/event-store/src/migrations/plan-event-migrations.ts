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
  /**
   * Those of them, by table, that are older than the 90 days of retention: it drops them a week after
   * the migration.
   */
  readonly expiring: Readonly<Record<string, number>>;
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
    ...(await countRows(sql, new Set(pending.map(({ name }) => name)))),
  };
}

/** The tables whose rows each conversion moves or drops, and whether retention will apply to them. */
const converted = [
  { migration: '0006_event_hypertable', table: 'event', kept: true },
  { migration: '0006_event_hypertable', table: 'event_history', kept: false },
  { migration: '0007_enforcement_hypertable', table: 'enforcement', kept: true },
  { migration: '0007_enforcement_hypertable', table: 'enforcement_history', kept: false },
] as const;

async function countRows(
  sql: Sql,
  pending: ReadonlySet<string>,
): Promise<Pick<EventMigrationPlan, 'rows' | 'expiring'>> {
  const rows: Record<string, number> = {};
  const expiring: Record<string, number> = {};
  for (const { migration, table, kept } of converted) {
    if (!pending.has(migration) || !(await exists(sql, table))) continue;
    const [count] = await sql<{ rows: number }[]>`select count(*) as rows from ${sql(table)}`;
    rows[table] = count?.rows ?? 0;
    if (!kept) continue;
    const [old] = await sql<{ rows: number }[]>`
      select count(*) as rows from ${sql(table)} where created < now() - interval '90 days'`;
    expiring[table] = old?.rows ?? 0;
  }
  return { rows, expiring };
}

async function exists(sql: Sql, table: string): Promise<boolean> {
  const [found] = await sql<{ exists: boolean }[]>`
    select to_regclass(${`public.${table}`}::text) is not null as exists`;
  return found?.exists === true;
}
