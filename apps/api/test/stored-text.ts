import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventStore } from '@clew/event-store';

/** Everything that a database holds, each row as text under the name of its table. */
export async function storedRows({
  sql,
}: EventStore): Promise<readonly (readonly [string, string])[]> {
  const tables = await sql<{ name: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'v', 'm')
      and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
      and n.nspname !~ '^_timescaledb|^timescaledb|^toolkit'
    order by 1`;
  const rows: (readonly [string, string])[] = [];
  for (const { name } of tables) {
    const found = await sql.unsafe<{ row: string }[]>(`select t::text as row from ${name} t`);
    rows.push(...found.map(({ row }) => [name, row] as const));
  }
  return rows;
}

/** Every file of a folder with its bytes as Latin-1, in which any ASCII text is found as it is. */
export async function storedFiles(folder: string): Promise<readonly (readonly [string, string])[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path, (await readFile(path)).toString('latin1')] as const;
    }),
  );
}
