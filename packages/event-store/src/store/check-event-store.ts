import { EventStoreError } from '../event-store-error.ts';
import type { EventSession } from '../session.ts';

export interface EventStoreHealth {
  /** `host:port/database`. */
  readonly server: string;
  readonly postgres: string;
  readonly timescaledb: string;
  /** The latest applied migration. */
  readonly migration: string;
  /** How long the check itself took. */
  readonly latency_ms: number;
}

/**
 * Asks the server one small question, as a readiness check does.
 *
 * @throws EventStoreError `server_unreachable` when it does not answer.
 */
export async function checkEventStore({
  ctx,
}: {
  readonly ctx: { readonly events: EventSession };
}): Promise<EventStoreHealth> {
  const started = performance.now();
  return ctx.events.run(async ({ sql, server }) => {
    const [row] = await sql<Omit<EventStoreHealth, 'server' | 'latency_ms'>[]>`
      select current_setting('server_version') as postgres,
             (select extversion from pg_extension where extname = 'timescaledb') as timescaledb,
             (select max(name) from clew_internal.migration) as migration`;
    if (row === undefined) {
      throw new EventStoreError('query_failed', `The event store at ${server} gave no answer.`);
    }
    return { server, ...row, latency_ms: performance.now() - started };
  });
}
