export { dumpEventSchema } from './catalogue/dump-event-schema.ts';
export {
  type EventVerification,
  type SchemaDeviation,
  verifyEvents,
} from './catalogue/verify-events.ts';
export {
  type CreateEnforcement,
  createEnforcement,
} from './enforcements/create-enforcement.ts';
export {
  type CreateEnforcements,
  createEnforcements,
  type EnforcementReceipt,
} from './enforcements/create-enforcements.ts';
export { type GetEnforcement, getEnforcement } from './enforcements/get-enforcement.ts';
export { type ListEnforcements, listEnforcements } from './enforcements/list-enforcements.ts';
export { type ResolveEnforcement, resolveEnforcement } from './enforcements/resolve-enforcement.ts';
export { EventStoreError, type EventStoreErrorCode } from './event-store-error.ts';
export { type CreateEvents, createEvents, type EventCause } from './events/create-events.ts';
export { type GetEvent, getEvent } from './events/get-event.ts';
export { type ListEvents, listEvents } from './events/list-events.ts';
export { type EventTail, eventCursor, type TailEvents, tailEvents } from './events/tail-events.ts';
export { type CancelExecution, cancelExecution } from './executions/cancel-execution.ts';
export { type ClaimExecution, claimExecution } from './executions/claim-execution.ts';
export { type ClaimExecutions, claimExecutions } from './executions/claim-executions.ts';
export { type FinishExecution, finishExecution } from './executions/finish-execution.ts';
export { type GetExecution, getExecution } from './executions/get-execution.ts';
export {
  type HeartbeatExecution,
  heartbeatExecution,
  type Lease,
} from './executions/heartbeat-execution.ts';
export { defaultLeaseSeconds, type LeaseToken } from './executions/lease.ts';
export { type ListExecutions, listExecutions } from './executions/list-executions.ts';
export {
  type ExecutionCause,
  type RequestExecution,
  requestExecution,
} from './executions/request-execution.ts';
export {
  type RequeuedExecutions,
  type RequeueExpiredExecutions,
  requeueExpiredExecutions,
} from './executions/requeue-expired-executions.ts';
export { type ListHistory, listHistory } from './history/list-history.ts';
export { eventStoreTemplate } from './migrations/event-store-template.ts';
export type { AppliedMigration } from './migrations/journal.ts';
export {
  type EventMigrationResult,
  type MigrateEventsOptions,
  migrateEvents,
} from './migrations/migrate-events.ts';
export {
  type EventMigrationPlan,
  planEventMigrations,
} from './migrations/plan-event-migrations.ts';
export {
  type EventStore,
  type OpenEventStoreOptions,
  openEventStore,
} from './open-event-store.ts';
export { serverAddress } from './server-address.ts';
export type { EventSession } from './session.ts';
export { checkEventStore, type EventStoreHealth } from './store/check-event-store.ts';
export {
  type CountDanglingReferences,
  countDanglingReferences,
  type DanglingReferences,
} from './store/count-dangling-references.ts';
export { type PurgedRows, type PurgeExpired, purgeExpired } from './store/purge-expired.ts';
export { type GetWorker, getWorker } from './workers/get-worker.ts';
export { type HeartbeatWorker, heartbeatWorker } from './workers/heartbeat-worker.ts';
export { type ListWorkers, listWorkers } from './workers/list-workers.ts';
export { type RegisterWorker, registerWorker } from './workers/register-worker.ts';
export { type RetireStaleWorkers, retireStaleWorkers } from './workers/retire-stale-workers.ts';
