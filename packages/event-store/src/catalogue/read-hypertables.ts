import type { Sql } from '../connect.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';

/** Hypertables with their chunk intervals, and how each is compressed. */
export async function readHypertables(sql: Sql): Promise<readonly CatalogueEntry[]> {
  const hypertables = await sql<CatalogueEntry[]>`
    select 'hypertable' as kind, hypertable_name as name,
           format('select create_hypertable(%L, by_range(%L, interval %L), create_default_indexes => false);',
             hypertable_name, column_name, time_interval) as definition
    from timescaledb_information.dimensions
    where hypertable_schema = 'public'`;
  const columnstores = await sql<CatalogueEntry[]>`
    select 'columnstore' as kind, s.hypertable::text as name,
           format(E'alter table %s set (timescaledb.enable_columnstore,\n  timescaledb.segmentby = %L, timescaledb.orderby = %L);',
             s.hypertable, s.segmentby, s.orderby) as definition
    from timescaledb_information.hypertable_columnstore_settings s
    join pg_class c on c.oid = s.hypertable
    where c.relnamespace = 'public'::regnamespace and s.orderby is not null`;
  return [...hypertables, ...columnstores];
}
