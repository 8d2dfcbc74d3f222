export { type AuditLog, type AuditLogOptions, openAuditLog } from './access/audit-log.ts';
export { type Authenticate, type Authentication, authenticate } from './access/authenticate.ts';
export { countAdmins } from './access/count-admins.ts';
export {
  type CreateToken,
  createToken,
  type RegisterToken,
  registerToken,
} from './access/create-token.ts';
export { type ListAudit, listAudit } from './access/list-audit.ts';
export { type ListTokens, listTokens } from './access/list-tokens.ts';
export { type NewAuditEntry, type RecordAudit, recordAudit } from './access/record-audit.ts';
export { type RevokeToken, revokeToken } from './access/revoke-token.ts';
export { mintSecret } from './access/token-secret.ts';
export { type ReadAnalytics, readAnalytics } from './analytics/read-analytics.ts';
export { dumpEventSchema } from './catalogue/dump-event-schema.ts';
export {
  type EventVerification,
  type SchemaDeviation,
  verifyEvents,
} from './catalogue/verify-events.ts';
export type { CheckRule, RuleDraft } from './definitions/check-rule.ts';
export { type CheckRuleDraft, checkRuleDraft } from './definitions/check-rule-draft.ts';
export { type CreateAction, createAction } from './definitions/create-action.ts';
export { type CreateRule, createRule } from './definitions/create-rule.ts';
export { type CreateTrigger, createTrigger } from './definitions/create-trigger.ts';
export { type DeleteAction, deleteAction } from './definitions/delete-action.ts';
export { type DeleteRule, deleteRule } from './definitions/delete-rule.ts';
export { type DeleteTrigger, deleteTrigger } from './definitions/delete-trigger.ts';
export { type GetAction, getAction } from './definitions/get-action.ts';
export { type GetRule, getRule } from './definitions/get-rule.ts';
export {
  type GetRuleStateAt,
  getRuleStateAt,
  type RuleState,
  type RuleStateAt,
} from './definitions/get-rule-state-at.ts';
export {
  type GetRuleVersion,
  type GetRuleVersionAt,
  getRuleVersion,
  getRuleVersionAt,
} from './definitions/get-rule-version.ts';
export { type GetTrigger, getTrigger } from './definitions/get-trigger.ts';
export { type ListActions, listActions } from './definitions/list-actions.ts';
export { type ListRuleVersions, listRuleVersions } from './definitions/list-rule-versions.ts';
export { type ListRules, listRules } from './definitions/list-rules.ts';
export { type ListTriggers, listTriggers } from './definitions/list-triggers.ts';
export { type ReadRuleActivity, readRuleActivity } from './definitions/read-rule-activity.ts';
export {
  type RemoveFileDefinitions,
  removeFileDefinitions,
} from './definitions/remove-file-definitions.ts';
export {
  type FileRule,
  type SaveFileDefinitions,
  saveFileDefinitions,
} from './definitions/save-file-definitions.ts';
export { type UpdateAction, updateAction } from './definitions/update-action.ts';
export { type UpdateRule, updateRule } from './definitions/update-rule.ts';
export { type UpdateTrigger, updateTrigger } from './definitions/update-trigger.ts';
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
export type { EnforcementFacts, Presence } from './engine/claim-enforcements.ts';
export {
  type DecideEvent,
  type EvaluatedInbox,
  type EvaluateInbox,
  type EventDecision,
  type EventMatch,
  evaluateInbox,
  type Rulebook,
} from './engine/evaluate-inbox.ts';
export { type IsEventPending, isEventPending } from './engine/is-event-pending.ts';
export {
  type EngineRule,
  type LoadRules,
  loadRules,
  type RuleSet,
} from './engine/load-rules.ts';
export {
  type DecideEnforcement,
  type EnforcementDecision,
  type ProcessEnforcements,
  type ProcessedEnforcements,
  processEnforcements,
} from './engine/process-enforcements.ts';
export {
  type Ledger,
  type LedgerDay,
  type LedgerGaps,
  type ReadLedger,
  readLedger,
} from './engine/read-ledger.ts';
export { type ReplayEvents, replayEvents } from './engine/replay-events.ts';
export { EventStoreError, type EventStoreErrorCode } from './event-store-error.ts';
export { type CreateEvents, createEvents, type EventCause } from './events/create-events.ts';
export { type GetEvent, getEvent } from './events/get-event.ts';
export { type EventGroup, type GroupCommitOptions, groupCommit } from './events/group-commit.ts';
export { type ListEvents, listEvents } from './events/list-events.ts';
export { type ReadLineage, readLineage } from './events/read-lineage.ts';
export { type EventTail, eventCursor, type TailEvents, tailEvents } from './events/tail-events.ts';
export { type CancelExecution, cancelExecution } from './executions/cancel-execution.ts';
export { type ClaimExecution, claimExecution } from './executions/claim-execution.ts';
export { type ClaimExecutions, claimExecutions } from './executions/claim-executions.ts';
export { type FinishExecution, finishExecution } from './executions/finish-execution.ts';
export {
  type Finish,
  type FinishExecutions,
  finishExecutions,
} from './executions/finish-executions.ts';
export { type GetExecution, getExecution } from './executions/get-execution.ts';
export { getExecutionDetail } from './executions/get-execution-detail.ts';
export {
  type GetRunDefinition,
  getRunDefinition,
  type RunDefinition,
} from './executions/get-run-definition.ts';
export { type FinishGroup, groupFinishes } from './executions/group-finishes.ts';
export {
  type HeartbeatExecution,
  heartbeatExecution,
  type Lease,
} from './executions/heartbeat-execution.ts';
export { defaultLeaseSeconds, type LeaseToken } from './executions/lease.ts';
export { type ListExecutions, listExecutions } from './executions/list-executions.ts';
export { type ReleaseExecution, releaseExecution } from './executions/release-execution.ts';
export {
  type ExecutionCause,
  type ExecutionRequester,
  type RequestExecution,
  requestExecution,
} from './executions/request-execution.ts';
export {
  type RequeuedExecutions,
  type RequeueExpiredExecutions,
  requeueExpiredExecutions,
} from './executions/requeue-expired-executions.ts';
export { type RerunExecution, rerunExecution } from './executions/rerun-execution.ts';
export type { GraphHistoryEntry, GraphHistoryRange } from './history/graph-history.ts';
export { type LastGraphChange, lastGraphChange } from './history/last-graph-change.ts';
export { type ListGraphHistory, listGraphHistory } from './history/list-graph-history.ts';
export { type ListHistory, listHistory } from './history/list-history.ts';
export { type ListSymbolHistory, listSymbolHistory } from './history/list-symbol-history.ts';
export { checkJson } from './json-schema/check-json.ts';
export {
  type CheckJson,
  compileJsonSchema,
  type SchemaIssue,
} from './json-schema/compile-json-schema.ts';
export { eventStoreTemplate } from './migrations/event-store-template.ts';
export type { AppliedMigration } from './migrations/journal.ts';
export { listAppliedMigrations } from './migrations/list-applied-migrations.ts';
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
export { type CreateSensor, createSensor } from './sensors/create-sensor.ts';
export { type DeleteSensor, deleteSensor } from './sensors/delete-sensor.ts';
export { type FindWebhook, findWebhook, type Webhook } from './sensors/find-webhook.ts';
export {
  type DecideFires,
  type FireDueTimers,
  type FiredTimers,
  fireDueTimers,
} from './sensors/fire-due-timers.ts';
export { type GetGraphPosition, getGraphPosition } from './sensors/get-graph-position.ts';
export { type GetSensor, getSensor } from './sensors/get-sensor.ts';
export {
  type GraphIdentity,
  type GraphPosition,
  graphSensorRef,
} from './sensors/graph-position.ts';
export { type ListSensors, listSensors } from './sensors/list-sensors.ts';
export {
  type GraphEventBatch,
  type GraphHistoryRow,
  type MoveGraphChanges,
  moveGraphChanges,
} from './sensors/move-graph-changes.ts';
export {
  type NoteGraphRestore,
  noteGraphRestore,
  type SettleGraphRestore,
  settleGraphRestore,
} from './sensors/note-graph-restore.ts';
export type { NextFire } from './sensors/plan-timer.ts';
export { type RecordSensorError, recordSensorError } from './sensors/record-sensor-error.ts';
export { type TakeWebhookCall, takeWebhookCall } from './sensors/take-webhook-call.ts';
export { type UpdateSensor, updateSensor } from './sensors/update-sensor.ts';
export { serverAddress } from './server-address.ts';
export type { EventSession } from './session.ts';
export { checkEventStore, type EventStoreHealth } from './store/check-event-store.ts';
export {
  type CountDanglingReferences,
  countDanglingReferences,
  type DanglingReferences,
} from './store/count-dangling-references.ts';
export { type HeldRetention, holdRetention } from './store/hold-retention.ts';
export { type PurgedRows, type PurgeExpired, purgeExpired } from './store/purge-expired.ts';
export { readStreamFloor } from './stream/read-stream-floor.ts';
export { matchesStreamFilter } from './stream/stream-filter.ts';
export {
  compareStreamPositions,
  decodeStreamCursor,
  encodeStreamCursor,
  type StreamPosition,
} from './stream/stream-position.ts';
export {
  type StreamMessage,
  type StreamTail,
  type TailStream,
  tailStream,
} from './stream/tail-stream.ts';
export { countPending, type PendingCounts } from './system/count-pending.ts';
export { type ListChunks, listChunks } from './system/list-chunks.ts';
export { listJobs } from './system/list-jobs.ts';
export { readStorage } from './system/read-storage.ts';
export {
  type CordonWorker,
  cordonWorker,
  type UncordonWorker,
  uncordonWorker,
} from './workers/cordon-worker.ts';
export { type GetWorker, getWorker } from './workers/get-worker.ts';
export { type HeartbeatWorker, heartbeatWorker } from './workers/heartbeat-worker.ts';
export {
  type ListLostExecutions,
  listLostExecutions,
} from './workers/list-lost-executions.ts';
export { type ListWorkers, listWorkers } from './workers/list-workers.ts';
export { type RegisterWorker, registerWorker } from './workers/register-worker.ts';
export { type RetireStaleWorkers, retireStaleWorkers } from './workers/retire-stale-workers.ts';
