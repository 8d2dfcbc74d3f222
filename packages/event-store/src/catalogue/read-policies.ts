import type { Sql } from '../connect.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';

interface PolicyRow {
  readonly name: string;
  readonly proc_name: string;
  readonly scheduled: boolean;
  readonly schedule_interval: string;
  readonly config: Readonly<Record<string, string>>;
}

/** Background jobs that compress, drop and refresh. */
export async function readPolicies(sql: Sql): Promise<readonly CatalogueEntry[]> {
  const rows = await sql<PolicyRow[]>`
    select hypertable_name as name, proc_name, scheduled, schedule_interval::text, config
    from timescaledb_information.jobs
    where hypertable_schema = 'public'`;
  return rows.flatMap((row) => {
    const entry = toEntry(row);
    return entry === null ? [] : [entry];
  });
}

function toEntry(row: PolicyRow): CatalogueEntry | null {
  const { name, config } = row;
  const suffix = row.scheduled ? '' : ' -- not scheduled';
  switch (row.proc_name) {
    case 'policy_compression':
      return {
        kind: 'columnstore policy',
        name,
        definition: `call add_columnstore_policy('${name}', after => interval '${config.compress_after}');${suffix}`,
      };
    case 'policy_retention':
      return {
        kind: 'retention policy',
        name,
        definition: `select add_retention_policy('${name}', drop_after => interval '${config.drop_after}');${suffix}`,
      };
    case 'policy_refresh_continuous_aggregate':
      return {
        kind: 'refresh policy',
        name,
        definition: `select add_continuous_aggregate_policy('${name}',\n  start_offset => interval '${config.start_offset}', end_offset => interval '${config.end_offset}',\n  schedule_interval => interval '${row.schedule_interval}');${suffix}`,
      };
    default:
      return null;
  }
}
