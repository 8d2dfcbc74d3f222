import type { Sql } from '../connect.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';

/** Functions; those that take a row of a table can be created only after the tables. */
export async function readFunctions(sql: Sql): Promise<readonly CatalogueEntry[]> {
  const rows = await sql<{ name: string; definition: string; takes_row: boolean }[]>`
    select p.oid::regprocedure::text as name,
           rtrim(pg_get_functiondef(p.oid), E'\n') || ';' as definition,
           exists (
             select from unnest(p.proargtypes) as argument
             join pg_type t on t.oid = argument where t.typtype = 'c'
           ) as takes_row
    from pg_proc p
    where p.pronamespace in ('public'::regnamespace, 'clew_internal'::regnamespace)
      and p.prokind in ('f', 'p')
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`;
  return rows.map(({ name, definition, takes_row }) => ({
    kind: takes_row ? 'row function' : 'function',
    name,
    definition,
  }));
}
