import { type Worker, workerNameSchema } from '@clew/contracts';
import { sql } from 'drizzle-orm';
import { EventStoreError } from '../event-store-error.ts';
import { nearestNames } from '../nearest-names.ts';
import { parseInput } from '../parse-input.ts';
import { worker } from '../schema/worker.ts';
import type { EventSession } from '../session.ts';
import { toWorker } from './to-worker.ts';

export interface GetWorker {
  readonly ctx: { readonly events: EventSession };
  readonly input: { readonly name: string };
}

/**
 * Reads one worker by its name.
 *
 * @throws EventStoreError `worker_not_found` with the nearest names.
 */
export async function getWorker({ ctx, input }: GetWorker): Promise<Worker> {
  const name = parseInput(workerNameSchema, input.name);
  return ctx.events.run(async ({ db }) => {
    const [row] = await db.select().from(worker).where(sql`${worker.name} = ${name}::text`);
    if (row !== undefined) return toWorker(row);
    const known = await db.select({ name: worker.name }).from(worker).orderBy(worker.name);
    throw new EventStoreError('worker_not_found', `There is no worker named ${name}.`, {
      suggestions: nearestNames(
        name,
        known.map((other) => other.name),
      ),
    });
  });
}
