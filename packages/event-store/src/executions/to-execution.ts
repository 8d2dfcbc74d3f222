import type { Execution } from '@clew/contracts';
import type { Links } from '../record-links.ts';
import type { ExecutionRow } from '../schema/execution.ts';

/** A row of `execution` with the name of its worker. */
export interface NamedExecutionRow extends ExecutionRow {
  readonly worker_name: string | null;
}

/** `links` says whether the enforcement still exists. */
export function toExecution(row: NamedExecutionRow, links: Links): Execution {
  return {
    id: row.id,
    action: row.action,
    action_ref: row.action_ref,
    config: row.config,
    parent: row.parent,
    enforcement: links.linkTo(row.enforcement),
    rule_ref: row.rule_ref,
    event: row.event,
    root_event: row.root_event,
    depth: row.depth,
    requested_by: row.requested_by,
    status: row.status,
    priority: row.priority,
    attempt: row.attempt,
    fencing_token: row.fencing_token,
    max_attempts: row.max_attempts,
    timeout_seconds: row.timeout_seconds,
    worker: row.worker_name,
    progress: row.progress,
    result: row.result,
    error: row.error,
    created: row.created,
    updated: row.updated,
    available_at: row.available_at,
    started_at: row.started_at,
    finished_at: row.finished_at,
    lease_expires_at: row.lease_expires_at,
    cancel_requested_at: row.cancel_requested_at,
  };
}
