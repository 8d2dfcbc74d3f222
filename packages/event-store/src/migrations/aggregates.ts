import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';
import type { Sql } from '../connect.ts';
import { errorCode } from '../server-error.ts';

const lockNotAvailable = '55P03';

export interface Aggregate {
  readonly name: string;
  readonly bucket: 'hour' | 'day';
}

/** The continuous aggregates; each before those that are built from it. */
export const aggregates: readonly Aggregate[] = [
  'event_volume',
  'enforcement_volume',
  'execution_status',
  'execution_throughput',
  'worker_status',
].flatMap((name): Aggregate[] => [
  { name: `${name}_hourly`, bucket: 'hour' },
  { name: `${name}_daily`, bucket: 'day' },
]);

/** The aggregates that were never refreshed since they were made; needs the journal. */
export async function unrefreshedAggregates(sql: Sql): Promise<readonly Aggregate[]> {
  const done = await sql<{ name: string }[]>`select name from clew_internal.refreshed_aggregate`;
  const names = new Set(done.map(({ name }) => name));
  return aggregates.filter(({ name }) => !names.has(name));
}

/** How long a refresh that someone else is running may take before this one gives up on it. */
const patienceMs = 60_000;
const pauseMs = 200;

/**
 * Materialises everything up to the current bucket. Only for an aggregate that was never refreshed:
 * later, an unbounded refresh would erase the buckets whose rows have fallen to retention.
 *
 * The server refuses a refresh inside a transaction, and one beside another of the same aggregate: a
 * second migrator's, or the background job's, which starts as soon as its policy is committed. That
 * one is waited for.
 *
 * @returns false when another migrator did it meanwhile.
 */
export async function refreshAggregate(sql: postgres.Sql, aggregate: Aggregate): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      await sql.unsafe(
        `call refresh_continuous_aggregate('public.${aggregate.name}', null, date_trunc('${aggregate.bucket}', now()))`,
      );
      break;
    } catch (error) {
      if (errorCode(error) !== lockNotAvailable || Date.now() > deadline) throw error;
      await sleep(pauseMs);
    }
    if (await isRefreshed(sql, aggregate)) return false;
  }
  await sql`
    insert into clew_internal.refreshed_aggregate (name) values (${aggregate.name}::text)
    on conflict (name) do nothing`;
  return true;
}

async function isRefreshed(sql: Sql, aggregate: Aggregate): Promise<boolean> {
  const done = await sql`
    select 1 from clew_internal.refreshed_aggregate where name = ${aggregate.name}::text`;
  return done.length > 0;
}
