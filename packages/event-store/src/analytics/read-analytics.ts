import {
  type Analytics,
  type AnalyticsEntity,
  type AnalyticsQuery,
  analyticsEntitySchema,
  analyticsQuerySchema,
  maxAnalyticsBuckets,
} from '@clew/contracts';
import type postgres from 'postgres';
import type { Sql } from '../connect.ts';
import { EventStoreError } from '../event-store-error.ts';
import { parseInput } from '../parse-input.ts';
import type { EventSession } from '../session.ts';
import type { AnalyticsWindow } from './analytics-window.ts';
import { readDurations } from './read-durations.ts';

export interface ReadAnalytics {
  readonly ctx: { readonly events: EventSession };
  readonly input: AnalyticsQuery & { readonly entity: AnalyticsEntity };
}

/** Where the counts of an entity stand, without the `_hourly` or `_daily` of the aggregate. */
const sources = {
  events: { counts: 'event_volume', count: 'event_count', ref: 'trigger_ref', statuses: null },
  enforcements: {
    counts: 'enforcement_volume',
    count: 'enforcement_count',
    ref: 'rule_ref',
    statuses: null,
  },
  executions: {
    counts: 'execution_throughput',
    count: 'execution_count',
    ref: 'action_ref',
    statuses: 'execution_status',
  },
  workers: {
    counts: 'worker_status',
    count: 'transition_count',
    ref: 'worker_name',
    statuses: 'worker_status',
  },
} as const;

const most = 20;

/**
 * Counts what happened in a window, by hour or by day of UTC, from the real-time aggregates.
 *
 * @throws EventStoreError `invalid_input`, also for a window without an end or with too many buckets.
 */
export async function readAnalytics({ ctx, input }: ReadAnalytics): Promise<Analytics> {
  const { entity: given, ...rest } = input;
  const entity = parseInput(analyticsEntitySchema, given);
  const { bucket, ref, since, until } = parseInput(analyticsQuerySchema, rest);
  const source = sources[entity];
  const suffix = bucket === 'hour' ? 'hourly' : 'daily';
  return ctx.events.run(async ({ sql }) => {
    const window = await alignWindow(sql, bucket, since, until);
    const inWindow = sql`
      bucket >= ${window.since}::timestamptz and bucket < ${window.until}::timestamptz
      ${ref === undefined ? sql`` : sql`and ${sql(source.ref)} = ${ref}::text`}`;
    const counts = sql`${sql(`${source.counts}_${suffix}`)}`;
    // One pass over the aggregate for both: most of its cost is planning what is not materialised yet.
    const [counted, statuses, durations, materializedUntil] = await Promise.all([
      sql<{ start: string | null; ref: string | null; count: number }[]>`
        with counted as materialized (
          select bucket, ${sql(source.ref)} as ref, sum(${sql(source.count)})::bigint as count
          from ${counts} where ${inWindow}
          group by 1, 2
        ), points as (
          select time_bucket_gapfill(${widthOf(sql, bucket)}, bucket,
                   ${window.since}::timestamptz, ${window.until}::timestamptz) as start,
                 coalesce(sum(count), 0)::bigint as count
          from counted
          group by 1
        ), refs as (
          select ref, sum(count)::bigint as count from counted
          group by 1 order by 2 desc, 1 limit ${most}::integer
        )
        select start, null as ref, count from points
        union all
        select null, ref, count from refs
        order by start, count desc, ref`,
      source.statuses === null
        ? []
        : sql<{ start: string; status: string; count: number }[]>`
            select bucket as start, new_status as status, sum(transition_count)::bigint as count
            from ${sql(`${source.statuses}_${suffix}`)}
            where ${inWindow} and new_status is not null
            group by 1, 2 order by 1, 2`,
      readDurations(sql, { entity, ref, window }),
      readWatermark(sql, `${source.counts}_${suffix}`),
    ]);
    const points = counted.flatMap(({ start, count }) =>
      start === null ? [] : [{ start, count }],
    );
    const refs = counted.flatMap(({ ref: name, count }) =>
      name === null ? [] : [{ ref: name, count }],
    );
    return {
      bucket,
      ...window,
      buckets: points.map(({ start, count }) => ({
        start,
        count,
        statuses: countsByStatus(statuses.filter((one) => one.start === start)),
      })),
      total: points.reduce((sum, { count }) => sum + count, 0),
      materialized_until: materializedUntil,
      statuses: countsByStatus(statuses),
      refs,
      duration_seconds: durations,
    };
  });
}

/** Up to where an aggregate is materialised; what is younger, its view counts when it is asked. */
async function readWatermark(sql: Sql, aggregate: string): Promise<string | null> {
  const [row] = await sql<{ until: string | null }[]>`
    select case when until > 'epoch' and isfinite(until) then until end as until
    from _timescaledb_catalog.continuous_agg a
    cross join lateral _timescaledb_functions.to_timestamp(
      _timescaledb_functions.cagg_watermark(a.mat_hypertable_id)) as until
    where a.user_view_schema = 'public' and a.user_view_name = ${aggregate}::text`;
  return row?.until ?? null;
}

async function alignWindow(
  sql: Sql,
  bucket: 'hour' | 'day',
  since: string | undefined,
  until: string | undefined,
): Promise<AnalyticsWindow> {
  const width = widthOf(sql, bucket);
  const span = bucket === 'hour' ? sql`interval '1 day'` : sql`interval '30 days'`;
  const [row] = await sql<(AnalyticsWindow & { readonly buckets: number })[]>`
    with asked as (
      select coalesce(${until ?? null}::timestamptz, statement_timestamp()) as until
    ), whole as (
      select time_bucket(${width}, coalesce(${since ?? null}::timestamptz, until - ${span})) as since,
             time_bucket(${width}, until + ${width} - interval '1 microsecond') as until
      from asked
    )
    select since, until,
           ceil(extract(epoch from until - since) / extract(epoch from ${width}))::bigint as buckets
    from whole`;
  if (row === undefined || row.buckets <= 0) {
    throw new EventStoreError('invalid_input', '"since" must lie before "until".');
  }
  if (row.buckets > maxAnalyticsBuckets) {
    throw new EventStoreError(
      'invalid_input',
      `From ${row.since} to ${row.until} there are ${row.buckets} ${bucket}s, more than the ${maxAnalyticsBuckets} of one answer. Ask for a shorter window${bucket === 'hour' ? ', or for days' : ''}.`,
    );
  }
  return { since: row.since, until: row.until };
}

function widthOf(sql: Sql, bucket: 'hour' | 'day'): postgres.PendingQuery<postgres.Row[]> {
  return bucket === 'hour' ? sql`interval '1 hour'` : sql`interval '1 day'`;
}

function countsByStatus(
  rows: readonly { readonly status: string; readonly count: number }[],
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, count } of rows) counts[status] = (counts[status] ?? 0) + count;
  return counts;
}
