import type { Sql } from '../connect.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';

interface AggregateRow {
  readonly name: string;
  readonly source: string;
  readonly materialized_only: boolean;
  readonly definition: string;
}

/** Continuous aggregates; each behind the one that it is built from. */
export async function readAggregates(sql: Sql): Promise<readonly CatalogueEntry[]> {
  const rows = await sql<AggregateRow[]>`
    select a.view_name as name, coalesce(parent.view_name, a.hypertable_name) as source,
           a.materialized_only, a.view_definition as definition
    from timescaledb_information.continuous_aggregates a
    left join timescaledb_information.continuous_aggregates parent
      on parent.materialization_hypertable_schema = a.hypertable_schema
      and parent.materialization_hypertable_name = a.hypertable_name
    where a.view_schema = 'public'
    order by parent.view_name is not null, a.view_name collate "C"`;
  return rows.map((row) => ({
    kind: 'aggregate',
    name: row.name,
    definition: [
      `create materialized view ${row.name}`,
      `with (timescaledb.continuous, timescaledb.materialized_only = ${row.materialized_only}) as`,
      normalise(row),
      'with no data;',
    ].join('\n'),
  }));
}

/** PostgreSQL 16 ceased to qualify the columns of a view over one table; spaces are evened out too. */
function normalise({ definition, source }: AggregateRow): string {
  return definition
    .replaceAll(`${source}.`, '')
    .replace(/;\s*$/, '')
    .split('\n')
    .map((line) => line.trim())
    .join('\n');
}
