import type { Analytics, AnalyticsEntity } from '@clew/contracts';
import type { Sql } from '../connect.ts';
import type { AnalyticsWindow } from './analytics-window.ts';

type Durations = Analytics['duration_seconds'];

interface Asked {
  readonly entity: AnalyticsEntity;
  readonly ref: string | undefined;
  readonly window: AnalyticsWindow;
}

/** How long the enforcements or executions of a window took, by interpolated percentiles. */
export async function readDurations(sql: Sql, asked: Asked): Promise<Durations> {
  switch (asked.entity) {
    case 'enforcements':
      return measure(sql, asked, {
        table: 'enforcement',
        ref: 'rule_ref',
        from: 'created',
        to: 'resolved_at',
      });
    case 'executions':
      return measure(sql, asked, {
        table: 'execution',
        ref: 'action_ref',
        from: 'started_at',
        to: 'finished_at',
      });
    case 'events':
    case 'workers':
      return null;
  }
}

async function measure(
  sql: Sql,
  { ref, window }: Asked,
  of: { readonly table: string; readonly ref: string; readonly from: string; readonly to: string },
): Promise<Durations> {
  const [row] = await sql<{ count: number; percentiles: readonly number[] | null }[]>`
    select count(*) as count,
           percentile_cont(array[0.5, 0.95, 0.99]) within group (
             order by extract(epoch from ${sql(of.to)} - ${sql(of.from)})::double precision
           ) as percentiles
    from ${sql(of.table)}
    where created >= ${window.since}::timestamptz and created < ${window.until}::timestamptz
      and ${sql(of.from)} is not null and ${sql(of.to)} is not null
      ${ref === undefined ? sql`` : sql`and ${sql(of.ref)} = ${ref}::text`}`;
  const [p50, p95, p99] = row?.percentiles ?? [];
  if (row === undefined || p50 === undefined || p95 === undefined || p99 === undefined) return null;
  return { count: row.count, p50, p95, p99 };
}
