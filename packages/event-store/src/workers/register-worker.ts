import { type NewWorker, newWorkerSchema, type Worker } from '@clew/contracts';
import { EventStoreError } from '../event-store-error.ts';
import { parseInput } from '../parse-input.ts';
import type { WorkerRow } from '../schema/worker.ts';
import type { EventSession } from '../session.ts';
import { toWorker } from './to-worker.ts';

export interface RegisterWorker {
  readonly ctx: { readonly events: EventSession };
  readonly input: NewWorker;
}

/**
 * Makes a worker known by its name, or brings a known one back: it is active from now on. A cordon
 * stays.
 *
 * @throws EventStoreError `invalid_input`; nothing was stored.
 */
export async function registerWorker({ ctx, input }: RegisterWorker): Promise<Worker> {
  const worker = parseInput(newWorkerSchema, input);
  return ctx.events.run(async ({ sql }) => {
    const [row] = await sql<WorkerRow[]>`
      insert into worker (name, worker_type, worker_role, host, port, capabilities, meta, status,
                          last_heartbeat)
      values (${worker.name}::text, ${worker.worker_type}::text, ${worker.worker_role}::text,
              ${worker.host}::text, ${worker.port}::integer,
              ${JSON.stringify(worker.capabilities)}::text::jsonb,
              ${JSON.stringify(worker.meta)}::text::jsonb, 'active', statement_timestamp())
      on conflict (name) do update set
        worker_type = excluded.worker_type, worker_role = excluded.worker_role,
        host = excluded.host, port = excluded.port, capabilities = excluded.capabilities,
        meta = excluded.meta, status = excluded.status, last_heartbeat = excluded.last_heartbeat
      returning *`;
    if (row === undefined) {
      throw new EventStoreError('query_failed', 'The server did not store the worker.');
    }
    return toWorker(row);
  });
}
