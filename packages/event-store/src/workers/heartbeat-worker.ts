import {
  recordIdSchema,
  type Worker,
  type WorkerStatus,
  workerStatusSchema,
} from '@clew/contracts';
import { EventStoreError } from '../event-store-error.ts';
import { parseInput } from '../parse-input.ts';
import type { WorkerRow } from '../schema/worker.ts';
import type { EventSession } from '../session.ts';
import { toWorker } from './to-worker.ts';

export interface HeartbeatWorker {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly id: number; readonly status?: WorkerStatus | undefined };
}

/**
 * Says that a worker lives and what it does; `active` when left out, so that one that had been taken
 * for dead is back. Writes history only when the status changes.
 *
 * @throws EventStoreError `worker_not_found`.
 */
export async function heartbeatWorker({ ctx, input }: HeartbeatWorker): Promise<Worker> {
  const id = parseInput(recordIdSchema, input.id);
  const status = parseInput(workerStatusSchema, input.status ?? 'active');
  return ctx.events.run(async ({ sql }) => {
    const [row] = await sql<WorkerRow[]>`
      update worker set last_heartbeat = statement_timestamp(), status = ${status}::text
      where id = ${id}::bigint
      returning *`;
    if (row !== undefined) return toWorker(row);
    throw new EventStoreError('worker_not_found', `There is no worker ${id}. Register it first.`);
  });
}
