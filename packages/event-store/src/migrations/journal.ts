import type { Sql } from '../connect.ts';
import { EventStoreError } from '../event-store-error.ts';
import type { Migration } from './read-migrations.ts';

export interface AppliedMigration {
  readonly name: string;
  readonly hash: string;
  readonly applied_at: string;
}

/** Makes the journal where it is missing; part of the transaction of the first migration. */
export async function ensureJournal(sql: Sql): Promise<void> {
  await sql`create schema if not exists clew_internal`;
  await sql`
    create table if not exists clew_internal.migration (
      name text primary key,
      hash text not null,
      applied_at timestamptz not null default clock_timestamp()
    )`;
  await sql`
    create table if not exists clew_internal.refreshed_aggregate (
      name text primary key,
      refreshed_at timestamptz not null default clock_timestamp()
    )`;
}

/** The applied migrations in order, or null when the database has no journal. */
export async function readJournal(sql: Sql): Promise<readonly AppliedMigration[] | null> {
  const [found] = await sql<{ exists: boolean }[]>`
    select to_regclass('clew_internal.migration') is not null as exists`;
  if (found?.exists !== true) return null;
  return sql<AppliedMigration[]>`
    select name, hash, applied_at from clew_internal.migration order by name`;
}

export async function recordMigration(sql: Sql, migration: Migration): Promise<void> {
  await sql`
    insert into clew_internal.migration (name, hash)
    values (${migration.name}::text, ${migration.hash}::text)`;
}

/**
 * The migrations that are still to be applied.
 *
 * @throws EventStoreError `schema_newer` when the database knows a migration that the code does not,
 *   `migration_changed` when an applied file was edited or a file was slipped in before an applied one.
 */
export function pendingMigrations(
  known: readonly Migration[],
  applied: readonly AppliedMigration[],
  server: string,
): readonly Migration[] {
  const byName = new Map(known.map((migration) => [migration.name, migration]));
  for (const { name, hash } of applied) {
    const migration = byName.get(name);
    if (migration === undefined) {
      throw new EventStoreError(
        'schema_newer',
        `The event store at ${server} has migration ${name}, which this version of Clew does not know. Use the version that made it, or a newer one.`,
      );
    }
    if (migration.hash !== hash) {
      throw new EventStoreError(
        'migration_changed',
        `Migration ${name} was changed after it had been applied to ${server}. Restore the file and put the change into a new migration.`,
      );
    }
  }
  const done = new Set(applied.map(({ name }) => name));
  const latest = applied.at(-1)?.name ?? '';
  const pending = known.filter(({ name }) => !done.has(name));
  const late = pending.find(({ name }) => name < latest);
  if (late !== undefined) {
    throw new EventStoreError(
      'migration_changed',
      `Migration ${late.name} comes before ${latest}, which is already applied to ${server}. Give it a later number.`,
    );
  }
  return pending;
}
