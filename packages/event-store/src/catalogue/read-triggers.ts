import type { Sql } from '../connect.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';

/** Triggers of ours: some versions of TimescaleDB keep triggers of their own on hypertables. */
export async function readTriggers(sql: Sql): Promise<readonly CatalogueEntry[]> {
  return sql<CatalogueEntry[]>`
    select 'trigger' as kind, format('%s.%I', t.tgrelid::regclass, t.tgname) as name,
           pg_get_triggerdef(t.oid, true) || ';'
           || case when t.tgenabled = 'O' then '' else ' -- not enabled' end as definition
    from pg_trigger t
    join pg_class c on c.oid = t.tgrelid
    join pg_proc p on p.oid = t.tgfoid
    where not t.tgisinternal
      and c.relnamespace in ('public'::regnamespace, 'clew_internal'::regnamespace)
      and p.pronamespace::regnamespace::text not like '\\_timescaledb\\_%'`;
}

export async function readComments(sql: Sql): Promise<readonly CatalogueEntry[]> {
  return sql<CatalogueEntry[]>`
    select 'comment' as kind,
           d.objoid::regclass::text || coalesce('.' || quote_ident(a.attname), '') as name,
           format('comment on %s %s%s is %L;',
             case when a.attname is null then 'table' else 'column' end, d.objoid::regclass,
             coalesce('.' || quote_ident(a.attname), ''), d.description) as definition
    from pg_description d
    join pg_class c on c.oid = d.objoid and d.classoid = 'pg_class'::regclass and c.relkind = 'r'
    left join pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid and d.objsubid > 0
    where c.relnamespace in ('public'::regnamespace, 'clew_internal'::regnamespace)
      and not exists (select from pg_depend e where e.objid = c.oid and e.deptype = 'e')`;
}
