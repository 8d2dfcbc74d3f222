import { type Worker, workerNameSchema } from '@clew/contracts';
import { errorText } from '../error-text.ts';
import { parseInput } from '../parse-input.ts';
import type { WorkerRow } from '../schema/worker.ts';
import type { EventSession } from '../session.ts';
import { getWorker } from './get-worker.ts';
import { toWorker } from './to-worker.ts';

export interface CordonWorker {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly name: string; readonly reason?: string | null | undefined };
}

export interface UncordonWorker {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly name: string };
}

/**
 * Keeps a worker from taking new executions; those that it runs go on. A cordon outlives restarts of
 * the worker.
 *
 * @throws EventStoreError `worker_not_found` with the nearest names.
 */
export async function cordonWorker({ ctx, input }: CordonWorker): Promise<Worker> {
  const name = parseInput(workerNameSchema, input.name);
  return setCordon(ctx, { name, cordoned: true, reason: errorText(input.reason) });
}

/**
 * Lets a worker take executions again.
 *
 * @throws EventStoreError `worker_not_found` with the nearest names.
 */
export async function uncordonWorker({ ctx, input }: UncordonWorker): Promise<Worker> {
  const name = parseInput(workerNameSchema, input.name);
  return setCordon(ctx, { name, cordoned: false, reason: null });
}

async function setCordon(
  ctx: { readonly events: EventSession },
  input: { readonly name: string; readonly cordoned: boolean; readonly reason: string | null },
): Promise<Worker> {
  return ctx.events.run(async ({ sql }) => {
    const [row] = await sql<WorkerRow[]>`
      update worker set cordoned = ${input.cordoned}::boolean, cordon_reason = ${input.reason}::text
      where name = ${input.name}::text
      returning *`;
    return row === undefined ? getWorker({ ctx, input: { name: input.name } }) : toWorker(row);
  });
}
