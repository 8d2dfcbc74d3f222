import { eq, getTableColumns } from 'drizzle-orm';
import { execution } from '../schema/execution.ts';
import { worker } from '../schema/worker.ts';
import type { Database } from '../session.ts';

/** Executions with the names of their workers, to be narrowed by the caller. */
export function selectExecutions(db: Database) {
  return db
    .select({ ...getTableColumns(execution), worker_name: worker.name })
    .from(execution)
    .leftJoin(worker, eq(worker.id, execution.worker));
}
