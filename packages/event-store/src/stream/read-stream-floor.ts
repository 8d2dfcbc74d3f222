import type { EventSession } from '../session.ts';

/**
 * The oldest moment from which streams can go on: what lies before it may have fallen to the shortest
 * of the retention policies. Null when everything is kept.
 */
export async function readStreamFloor({
  ctx,
}: {
  readonly ctx: { readonly events: EventSession };
}): Promise<string | null> {
  return ctx.events.run(async ({ sql }) => {
    const [row] = await sql<{ floor: string | null }[]>`
      select statement_timestamp() - min((config ->> 'drop_after')::interval) as floor
      from timescaledb_information.jobs
      where proc_name = 'policy_retention' and hypertable_schema = 'public'
        and hypertable_name in ('event', 'enforcement', 'execution_history', 'worker_history')`;
    return row?.floor ?? null;
  });
}
