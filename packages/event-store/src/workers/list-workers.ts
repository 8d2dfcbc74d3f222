import { type Page, type Worker, type WorkerQuery, workerQuerySchema } from '@clew/contracts';
import { and, desc } from 'drizzle-orm';
import { behind, textIs } from '../list-conditions.ts';
import { cutPage, startOfPage } from '../page.ts';
import { parseInput } from '../parse-input.ts';
import { worker } from '../schema/worker.ts';
import type { EventSession } from '../session.ts';
import { toWorker } from './to-worker.ts';

export interface ListWorkers {
  readonly ctx: { readonly events: EventSession };
  readonly input: WorkerQuery;
}

/** Lists workers, the latest registered first. */
export async function listWorkers({ ctx, input }: ListWorkers): Promise<Page<Worker>> {
  const query = parseInput(workerQuerySchema, input);
  const start = startOfPage('worker', query.cursor);
  return ctx.events.run(async ({ db }) => {
    const rows = await db
      .select()
      .from(worker)
      .where(
        and(
          textIs(worker.status, query.status),
          textIs(worker.worker_role, query.worker_role),
          behind(worker.created, worker.id, start),
        ),
      )
      .orderBy(desc(worker.created), desc(worker.id))
      .limit(query.limit + 1);
    return cutPage('worker', rows.map(toWorker), query.limit, (row) => ({
      at: row.created,
      id: row.id,
    }));
  });
}
