import type { Sql } from '../connect.ts';
import { EventStoreError } from '../event-store-error.ts';

/**
 * Guards a database without a journal: migrating it must not meet tables of someone else.
 *
 * @throws EventStoreError `schema_foreign` that names them.
 */
export async function refuseForeignSchema(sql: Sql, server: string): Promise<void> {
  const found = await sql<{ name: string }[]>`
    select c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm')
      and c.relname in ('trigger', 'sensor', 'action', 'rule', 'event', 'enforcement', 'worker',
                        'execution')
    order by 1`;
  if (found.length === 0) return;
  throw new EventStoreError(
    'schema_foreign',
    `The database ${server} holds tables that Clew did not make: ${found.map(({ name }) => name).join(', ')}. Nothing was changed; point CLEW_EVENTS_URL at an empty database.`,
  );
}
