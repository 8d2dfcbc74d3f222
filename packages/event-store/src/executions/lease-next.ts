import type { Sql } from '../connect.ts';

/** What a worker asks for. */
export interface Claim {
  /** Its id. */
  readonly worker: number;
  readonly limit: number;
  /** Seconds. */
  readonly lease: number;
  /** Null means every action. */
  readonly refs: readonly string[] | null;
}

/** The statement that leases the executions of a common table expression `next` to a worker. */
export function leaseNext(sql: Sql, { worker, lease }: Pick<Claim, 'worker' | 'lease'>) {
  return sql`
    update execution e
    set status = 'running',
        attempt = e.attempt + 1,
        fencing_token = e.fencing_token + 1,
        worker = ${worker}::bigint,
        started_at = statement_timestamp(),
        heartbeat_at = statement_timestamp(),
        lease_expires_at = statement_timestamp() + make_interval(secs => ${lease}::double precision),
        progress = null,
        result = null,
        error = null
    from next where e.id = next.id
    returning e.*`;
}
