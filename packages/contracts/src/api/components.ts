import type { z } from 'zod';
import { actionPatchSchema, actionSchema, newActionSchema } from '../action.ts';
import { analyticsSchema } from '../analytics.ts';
import { auditEntrySchema } from '../audit.ts';
import { codebaseSchema, newCodebaseSchema } from '../codebase.ts';
import { blockingSiteSchema, completenessSchema } from '../completeness.ts';
import { deletionPreviewSchema, deletionResultSchema } from '../deletion.ts';
import { enforcementSchema } from '../enforcement.ts';
import { eventReceiptSchema, eventSchema, newEventSchema } from '../event.ts';
import {
  executionDetailSchema,
  executionOutputSchema,
  executionSchema,
  executionStatusSchema,
  newExecutionSchema,
} from '../execution.ts';
import { historyEntrySchema } from '../history.ts';
import { impactedSymbolSchema, impactSchema } from '../impact.ts';
import { integrityReportSchema, orphanCountSchema } from '../integrity.ts';
import { lostExecutionSchema, lostExecutionsSchema } from '../lost-execution.ts';
import { neighboursSchema } from '../neighbours.ts';
import {
  chunkSchema,
  chunksSchema,
  ledgerSchema,
  migrationsReportSchema,
  pendingCountsSchema,
  storageReportSchema,
  storeJobSchema,
  storeJobsSchema,
  storeMigrationsSchema,
} from '../operations.ts';
import { problemSchema } from '../problem.ts';
import { healthSchema, readinessSchema } from '../readiness.ts';
import { recordLinkSchema } from '../record-link.ts';
import { revisionCountsSchema, revisionSchema } from '../revision.ts';
import { newRuleSchema, rulePatchSchema, ruleSchema, ruleVersionSchema } from '../rule.ts';
import { ruleActivitySchema, rulesActivitySchema } from '../rule-activity.ts';
import {
  draftRuleTestSchema,
  lineageSchema,
  ruleClauseSchema,
  ruleTestResultSchema,
  ruleTestSchema,
  ruleTrialSchema,
  ruleVerdictSchema,
} from '../rule-test.ts';
import {
  changedSensorSchema,
  newSensorSchema,
  sensorPatchSchema,
  sensorSchema,
} from '../sensor.ts';
import { newSessionSchema, sessionSchema } from '../session.ts';
import { sourceFileSchema } from '../source-file.ts';
import { neighbourSchema, symbolRefSchema, symbolSchema } from '../symbol.ts';
import { issuedTokenSchema, newTokenSchema, tokenSchema } from '../token.ts';
import { newTriggerSchema, triggerPatchSchema, triggerSchema } from '../trigger.ts';
import { cordonSchema, workerSchema } from '../worker.ts';
import { auditPageSchema, tokenPageSchema } from './access.ts';
import { actionPageSchema } from './actions.ts';
import { codebasePageSchema, revisionPageSchema, sourceFilePageSchema } from './codebases.ts';
import {
  enforcementPageSchema,
  eventPageSchema,
  eventReceiptsSchema,
  newEventsSchema,
} from './events.ts';
import { executionPageSchema, workerPageSchema } from './executions.ts';
import { historyPageSchema } from './history.ts';
import { indexRequestSchema } from './index-codebase.ts';
import { knowledgeComponents } from './knowledge-components.ts';
import { questionComponents } from './question-components.ts';
import { rulePageSchema, ruleVersionPageSchema } from './rules.ts';
import { sensorPageSchema } from './sensors.ts';
import { renameRequestSchema, symbolPageSchema } from './symbols.ts';
import { triggerPageSchema } from './triggers.ts';

/** The names under which the OpenAPI document shows the schemas of requests and answers. */
export const components: Readonly<Record<string, z.ZodType>> = {
  Problem: problemSchema,
  Codebase: codebaseSchema,
  CodebasePage: codebasePageSchema,
  NewCodebase: newCodebaseSchema,
  Revision: revisionSchema,
  RevisionCounts: revisionCountsSchema,
  RevisionPage: revisionPageSchema,
  IntegrityReport: integrityReportSchema,
  OrphanCount: orphanCountSchema,
  SourceFile: sourceFileSchema,
  SourceFilePage: sourceFilePageSchema,
  Symbol: symbolSchema,
  SymbolRef: symbolRefSchema,
  SymbolPage: symbolPageSchema,
  Neighbour: neighbourSchema,
  Neighbours: neighboursSchema,
  Completeness: completenessSchema,
  BlockingSite: blockingSiteSchema,
  Impact: impactSchema,
  ImpactedSymbol: impactedSymbolSchema,
  DeletionPreview: deletionPreviewSchema,
  DeletionResult: deletionResultSchema,
  RenameRequest: renameRequestSchema,
  IndexRequest: indexRequestSchema,
  Event: eventSchema,
  EventPage: eventPageSchema,
  EventReceipt: eventReceiptSchema,
  EventReceipts: eventReceiptsSchema,
  NewEvent: newEventSchema,
  NewEvents: newEventsSchema,
  Enforcement: enforcementSchema,
  EnforcementPage: enforcementPageSchema,
  Execution: executionSchema,
  ExecutionPage: executionPageSchema,
  LostExecution: lostExecutionSchema,
  LostExecutions: lostExecutionsSchema,
  Trigger: triggerSchema,
  TriggerPage: triggerPageSchema,
  NewTrigger: newTriggerSchema,
  TriggerPatch: triggerPatchSchema,
  Sensor: sensorSchema,
  SensorPage: sensorPageSchema,
  NewSensor: newSensorSchema,
  SensorPatch: sensorPatchSchema,
  ChangedSensor: changedSensorSchema,
  Action: actionSchema,
  ActionPage: actionPageSchema,
  NewAction: newActionSchema,
  ActionPatch: actionPatchSchema,
  Rule: ruleSchema,
  RulePage: rulePageSchema,
  NewRule: newRuleSchema,
  RulePatch: rulePatchSchema,
  RuleVersion: ruleVersionSchema,
  RuleVersionPage: ruleVersionPageSchema,
  RuleActivity: ruleActivitySchema,
  RulesActivity: rulesActivitySchema,
  RuleTest: ruleTestSchema,
  DraftRuleTest: draftRuleTestSchema,
  RuleTestResult: ruleTestResultSchema,
  RuleTrial: ruleTrialSchema,
  RuleClause: ruleClauseSchema,
  RuleVerdict: ruleVerdictSchema,
  Lineage: lineageSchema,
  ExecutionDetail: executionDetailSchema,
  ExecutionOutput: executionOutputSchema,
  ExecutionStatus: executionStatusSchema,
  NewExecution: newExecutionSchema,
  Cordon: cordonSchema,
  Worker: workerSchema,
  WorkerPage: workerPageSchema,
  HistoryEntry: historyEntrySchema,
  HistoryPage: historyPageSchema,
  RecordLink: recordLinkSchema,
  Session: sessionSchema,
  NewSession: newSessionSchema,
  Token: tokenSchema,
  TokenPage: tokenPageSchema,
  NewToken: newTokenSchema,
  IssuedToken: issuedTokenSchema,
  AuditEntry: auditEntrySchema,
  AuditPage: auditPageSchema,
  Analytics: analyticsSchema,
  StorageReport: storageReportSchema,
  StoreJob: storeJobSchema,
  StoreJobs: storeJobsSchema,
  Chunk: chunkSchema,
  Chunks: chunksSchema,
  PendingCounts: pendingCountsSchema,
  MigrationsReport: migrationsReportSchema,
  StoreMigrations: storeMigrationsSchema,
  Ledger: ledgerSchema,
  Health: healthSchema,
  Readiness: readinessSchema,
  ...questionComponents,
  ...knowledgeComponents,
};
