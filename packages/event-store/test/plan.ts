import type { EventSession } from '../src/index.ts';

interface Query {
  toSQL(): { readonly sql: string; readonly params: unknown[] };
}

/** The chunks that the planner would read for a query; compressed ones by the name of their hypertable's chunk. */
export async function plannedChunks(
  events: EventSession,
  query: Query,
): Promise<readonly string[]> {
  const plan = await planOf(events, query);
  return [...new Set(plan.match(/_hyper_\d+_\d+_chunk/g) ?? [])].filter(
    (name) => !plan.includes(`compress${name}`),
  );
}

/** The plan of a query as PostgreSQL writes it, without costs. */
export async function planOf(events: EventSession, query: Query): Promise<string> {
  const { sql, params } = query.toSQL();
  const rows = await events.sql.unsafe(`explain (costs off) ${sql}`, params as never[]);
  return rows.map((row) => String(row['QUERY PLAN'])).join('\n');
}
