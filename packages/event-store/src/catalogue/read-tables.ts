import type { Sql } from '../connect.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';

interface ColumnRow {
  readonly name: string;
  readonly options: string | null;
  readonly column: string;
}

/** Sequences that belong to no column, and tables with their columns in order. */
export async function readTables(sql: Sql): Promise<readonly CatalogueEntry[]> {
  const sequences = await sql<{ name: string; definition: string }[]>`
    select c.oid::regclass::text as name,
           format('create sequence %s as %s minvalue %s maxvalue %s start %s increment %s%s;',
             c.oid::regclass, format_type(s.seqtypid, null), s.seqmin, s.seqmax, s.seqstart,
             s.seqincrement, case when s.seqcycle then ' cycle' else '' end) as definition
    from pg_class c
    join pg_sequence s on s.seqrelid = c.oid
    where c.relnamespace in ('public'::regnamespace, 'clew_internal'::regnamespace)
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'e', 'i'))`;
  const columns = await sql<ColumnRow[]>`
    select c.oid::regclass::text as name,
           array_to_string(c.reloptions, ', ') as options,
           format('%I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
             ' default ' || pg_get_expr(d.adbin, d.adrelid, true),
             case when a.attnotnull then ' not null' else '' end) as column
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relkind in ('r', 'p')
      and c.relnamespace in ('public'::regnamespace, 'clew_internal'::regnamespace)
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by a.attnum`;
  return [
    ...sequences.map((row): CatalogueEntry => ({ kind: 'sequence', ...row })),
    ...[...groupByName(columns)].map(([name, rows]): CatalogueEntry => {
      const list = rows.map(({ column }) => `  ${column}`).join(',\n');
      const options = rows[0]?.options ?? '';
      const storage = options === '' ? '' : ` with (${options})`;
      return { kind: 'table', name, definition: `create table ${name} (\n${list}\n)${storage};` };
    }),
  ];
}

function groupByName(rows: readonly ColumnRow[]): ReadonlyMap<string, readonly ColumnRow[]> {
  const groups = new Map<string, ColumnRow[]>();
  for (const row of rows) {
    const group = groups.get(row.name);
    if (group === undefined) groups.set(row.name, [row]);
    else group.push(row);
  }
  return groups;
}
