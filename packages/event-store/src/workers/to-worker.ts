import type { Worker } from '@clew/contracts';
import type { WorkerRow } from '../schema/worker.ts';

export function toWorker(row: WorkerRow): Worker {
  return {
    id: row.id,
    name: row.name,
    worker_type: row.worker_type,
    worker_role: row.worker_role,
    status: row.status,
    host: row.host,
    port: row.port,
    capabilities: row.capabilities,
    meta: row.meta,
    cordoned: row.cordoned,
    cordon_reason: row.cordon_reason,
    last_heartbeat: row.last_heartbeat,
    created: row.created,
    updated: row.updated,
  };
}
