import { quoteName } from '../sql/quote.ts';
import type { Connection } from './connection.ts';
import type { RunSql } from './gateway-sql.ts';

const EXISTING = `
  select relkind, relname
  from pg_catalog.pg_class
  where relnamespace = pg_catalog.pg_my_temp_schema() and relkind in ('r', 'v', 'S')
    and not exists (
      select from pg_catalog.pg_depend
      where classid = 'pg_catalog.pg_class'::regclass and objid = pg_class.oid and deptype in ('a', 'i')
    )`;

const KINDS: Readonly<Record<string, string>> = { r: 'table', v: 'view', S: 'sequence' };

/** Notes the temporary relations that this connection has just made, to drop them when it leaves. */
export function readTemporary(
  runSql: RunSql,
  connection: Connection,
  connections: ReadonlySet<Connection>,
): void {
  const existing = new Set(
    (runSql(EXISTING) ?? []).map(
      ([kind, name]) =>
        `${KINDS[kind ?? ''] ?? 'table'} if exists pg_temp.${quoteName(name ?? '')}`,
    ),
  );
  const unclaimed = new Set(existing);
  for (const other of connections) {
    for (const relation of other.temporary) {
      unclaimed.delete(relation);
      if (!existing.has(relation)) other.temporary.delete(relation);
    }
  }
  for (const relation of unclaimed) connection.temporary.add(relation);
}

/** Drops them; views come down with the tables that they read. */
export function dropTemporary(runSql: RunSql, connection: Connection): void {
  for (const relation of connection.temporary) runSql(`drop ${relation} cascade`);
  connection.temporary.clear();
}
