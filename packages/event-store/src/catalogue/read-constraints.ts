import type { Sql } from '../connect.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';

/** Keys, checks and foreign keys, in the order in which they can be added. */
export async function readConstraints(sql: Sql): Promise<readonly CatalogueEntry[]> {
  return sql<CatalogueEntry[]>`
    select 'constraint' as kind, format('%s.%I', r.conrelid::regclass, r.conname) as name,
           format('alter table %s add constraint %I %s;', r.conrelid::regclass, r.conname,
             pg_get_constraintdef(r.oid, true)) as definition
    from pg_constraint r
    join pg_class c on c.oid = r.conrelid
    where r.contype in ('p', 'u', 'c', 'f', 'x')
      and c.relnamespace in ('public'::regnamespace, 'clew_internal'::regnamespace)
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by position(r.contype::text in 'pucxf'), r.conrelid::regclass::text collate "C",
             r.conname collate "C"`;
}

/** Indexes that no constraint owns. */
export async function readIndexes(sql: Sql): Promise<readonly CatalogueEntry[]> {
  return sql<CatalogueEntry[]>`
    select 'index' as kind, format('%s.%I', i.indrelid::regclass, n.relname) as name,
           pg_get_indexdef(i.indexrelid, 0, true) || ';' as definition
    from pg_index i
    join pg_class n on n.oid = i.indexrelid
    join pg_class c on c.oid = i.indrelid
    where c.relnamespace in ('public'::regnamespace, 'clew_internal'::regnamespace)
      and not exists (select from pg_constraint r where r.conindid = i.indexrelid)
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`;
}
