export {
  type Action,
  type ActionPatch,
  type ActionQuery,
  type ActionRunner,
  actionPatchSchema,
  actionQuerySchema,
  actionRunnerSchema,
  actionSchema,
  type NewAction,
  newActionSchema,
} from './action.ts';
export {
  type AffectedTests,
  type AffectedTestsRequest,
  affectedTestsRequestSchema,
  affectedTestsSchema,
  gitRefSchema,
} from './affected-tests.ts';
export {
  type Analytics,
  type AnalyticsEntity,
  type AnalyticsQuery,
  analyticsBucketSchema,
  analyticsEntitySchema,
  analyticsQuerySchema,
  analyticsSchema,
  durationPercentilesSchema,
  maxAnalyticsBuckets,
} from './analytics.ts';
export {
  type AntiPattern,
  type AntiPatternQuery,
  type Architecture,
  type ArchitectureReport,
  type ArchitectureRule,
  type ArchitectureVerdict,
  antiPatternQuerySchema,
  antiPatternSchema,
  architectureReportSchema,
  architectureRuleSchema,
  architectureSchema,
  architectureVerdictSchema,
  type Baseline,
  type BaselineEntry,
  baselineSchema,
  type Exemption,
  type Layer,
  type LayerMatrix,
  layerMatrixSchema,
  type RuleReport,
  type SymbolSelector,
  symbolSelectorSchema,
  type Violation,
  violationSchema,
} from './architecture.ts';
export {
  type AuditEntry,
  type AuditOutcome,
  type AuditQuery,
  auditEntrySchema,
  auditOutcomeSchema,
  auditQuerySchema,
} from './audit.ts';
export {
  type BrokenReference,
  type BrokenReferencePage,
  brokenReferencePageSchema,
  brokenReferenceSchema,
} from './broken-reference.ts';
export { type CallPath, callPathSchema, type PathHop, pathHopSchema } from './call-path.ts';
export { type CallPaths, callPathsSchema } from './call-paths.ts';
export {
  type ChangeImpact,
  type ChangeImpactRequest,
  type ChangeKind,
  changeImpactRequestSchema,
  changeImpactSchema,
  changeKindSchema,
  type GraphState,
  graphStateSchema,
  type LineRange,
  maxChangeTargets,
  maxPatchLength,
  type TouchedSymbol,
  touchedSymbolSchema,
  type UnknownFile,
  unknownFileSchema,
} from './change-impact.ts';
export { ClewError, type ClewErrorOptions } from './clew-error.ts';
export {
  type Codebase,
  codebaseNameSchema,
  codebaseSchema,
  type NewCodebase,
  newCodebaseSchema,
} from './codebase.ts';
export {
  type BlockingReason,
  type BlockingSite,
  blockingReasonSchema,
  blockingSiteSchema,
  type Completeness,
  completenessSchema,
} from './completeness.ts';
export {
  type Constraint,
  type ConstraintChange,
  constraintChangeSchema,
  constraintPageSchema,
  constraintSchema,
  type NewConstraint,
  newConstraintSchema,
  type OwnConstraint,
  ownConstraintSchema,
} from './constraint.ts';
export { type ConstraintType, constraintTypeSchema } from './constraint-type.ts';
export {
  type Cycle,
  type CycleHop,
  type CycleReport,
  type CycleUnit,
  cycleHopSchema,
  cycleReportSchema,
  cycleSchema,
  cycleUnitSchema,
  maxCycleMembers,
} from './cycles.ts';
export {
  type DeadCode,
  type DeadSymbol,
  type Death,
  type Doubt,
  type DoubtReason,
  deadCodeSchema,
  deadSymbolSchema,
  deathSchema,
  doubtReasonSchema,
  doubtSchema,
} from './dead-code.ts';
export {
  type DeletedSymbol,
  type DeletedSymbolPage,
  deletedSymbolPageSchema,
  deletedSymbolSchema,
} from './deleted-symbol.ts';
export {
  type DeletionMode,
  type DeletionPreview,
  type DeletionResult,
  deletionModeSchema,
  deletionPreviewSchema,
  deletionResultSchema,
} from './deletion.ts';
export {
  type DependencyStrength,
  type DependencyType,
  dependencyStrengthSchema,
  dependencyTypeSchema,
} from './dependency-type.ts';
export {
  type DetectorFile,
  type DetectorRouter,
  type DetectorRule,
  type DetectorValue,
  detectorFileSchema,
  detectorRouterSchema,
  detectorRuleSchema,
  detectorValueSchema,
} from './detector-rule.ts';
export {
  type Enforcement,
  type EnforcementCondition,
  type EnforcementQuery,
  type EnforcementStatus,
  enforcementConditionSchema,
  enforcementQuerySchema,
  enforcementSchema,
  enforcementStatusSchema,
  type NewEnforcement,
  newEnforcementSchema,
  type ResolvedEnforcementStatus,
  resolvedEnforcementStatusSchema,
} from './enforcement.ts';
export {
  type EntryPoint,
  type ExternalDependency,
  entryPointSchema,
  externalDependencySchema,
  type OwnDependency,
  type OwnEntryPoint,
  ownDependencySchema,
  ownEntryPointSchema,
} from './entry-point.ts';
export {
  type DetectionResolution,
  detectionResolutionSchema,
  type EntryType,
  entryTypeSchema,
} from './entry-type.ts';
export {
  type Event,
  type EventQuery,
  type EventReceipt,
  eventQuerySchema,
  eventReceiptSchema,
  eventSchema,
  maxEventBatch,
  type NewEvent,
  newEventSchema,
} from './event.ts';
export {
  type Execution,
  type ExecutionDetail,
  type ExecutionOutput,
  type ExecutionQuery,
  type ExecutionStatus,
  executionDetailSchema,
  executionOutputSchema,
  executionQuerySchema,
  executionSchema,
  executionStatusSchema,
  type FinishedExecutionStatus,
  finishedExecutionStatusSchema,
  type NewExecution,
  newExecutionSchema,
  type OutputPiece,
  type OutputStream,
  outputPieceSchema,
  outputStreamSchema,
} from './execution.ts';
export {
  type DependencyFact,
  dependencyFactSchema,
  type EdgeFact,
  type EntryPointFact,
  type ExternalFact,
  edgeFactSchema,
  entryPointFactSchema,
  externalFactSchema,
  type FactBatch,
  type FileFacts,
  type FileFailure,
  factBatchSchema,
  fileFactsSchema,
  fileFailureSchema,
  type IndexInput,
  indexInputSchema,
  type SymbolFact,
  symbolFactSchema,
  type UnresolvedFact,
  type UnresolvedReason,
  unresolvedFactSchema,
  unresolvedReasonSchema,
} from './file-facts.ts';
export { fqnSchema } from './fqn.ts';
export {
  type GenerationJobConfig,
  type GenerationJobRequest,
  type GenerationMiss,
  type GenerationProgress,
  type GenerationResult,
  type GenerationScope,
  type GenerationUsage,
  generationActionRef,
  generationJobConfigSchema,
  generationMissSchema,
  generationProgressSchema,
  generationResultSchema,
  generationScopeSchema,
  generationUsageSchema,
  type PlannedSummary,
  plannedSummarySchema,
  summarisedKinds,
} from './generation-job.ts';
export {
  type GlossaryTerm,
  type GlossaryTermChange,
  glossaryPageSchema,
  glossaryTermChangeSchema,
  glossaryTermSchema,
  type NewGlossaryTerm,
  newGlossaryTermSchema,
  type OwnGlossaryTerm,
  ownGlossaryTermSchema,
} from './glossary-term.ts';
export {
  type DifferenceKind,
  differenceKindSchema,
  type GraphDiff,
  type GraphDifference,
  graphDifferenceSchema,
  graphDiffSchema,
  symbolFieldSchema,
} from './graph-diff.ts';
export { type GraphDrift, graphDriftSchema } from './graph-drift.ts';
export {
  type ExaminationCheck,
  type ExaminationFinding,
  examinationCheckSchema,
  examinationFindingSchema,
  type GraphExamination,
  graphExaminationSchema,
} from './graph-examination.ts';
export {
  type GraphDirection,
  type GraphEdge,
  type GraphFilter,
  type GraphQuery,
  graphDirectionSchema,
  graphEdgeSchema,
  graphFilterSchema,
  graphQuerySchema,
  type Subgraph,
  subgraphSchema,
} from './graph-query.ts';
export {
  type HistoryEntityType,
  type HistoryEntry,
  type HistoryOperation,
  type HistoryQuery,
  historyEntityTypeSchema,
  historyEntrySchema,
  historyOperationSchema,
  historyQuerySchema,
} from './history.ts';
export {
  type Hotspot,
  type HotspotOrder,
  type Hotspots,
  type HotspotUnit,
  hotspotOrderSchema,
  hotspotSchema,
  hotspotsSchema,
  hotspotUnitSchema,
} from './hotspots.ts';
export {
  type Impact,
  type ImpactedSymbol,
  impactedSymbolSchema,
  impactSchema,
  type Reach,
  type ReachedEntryPoint,
  type ReachedTest,
  type Risk,
  type RiskLevel,
  reachedEntryPointSchema,
  reachedTestSchema,
  reachSchema,
  riskLevelSchema,
  riskSchema,
  type TouchedSystem,
  touchedSystemSchema,
} from './impact.ts';
export {
  type ArchitectureSummary,
  architectureSummarySchema,
  type IndexJobConfig,
  type IndexProgress,
  type IndexResult,
  indexActionRef,
  indexJobConfigSchema,
  indexProgressSchema,
  indexResultSchema,
  maxIndexPaths,
  type RuleFileReport,
  ruleFileReportSchema,
} from './index-job.ts';
export {
  type IntegrityReport,
  integrityReportSchema,
  type OrphanCount,
  orphanCountSchema,
} from './integrity.ts';
export {
  jsonDocumentProblem,
  jsonDocumentSchema,
  maxJsonDocumentBytes,
  maxJsonDocumentDepth,
  storedJsonSchema,
} from './json-document.ts';
export { jsonFault } from './json-fault.ts';
export { jsonSchemaSchema, maxJsonSchemaLength } from './json-schema.ts';
export type { JsonValue } from './json-value.ts';
export {
  type KnowledgeState,
  knowledgeStateSchema,
  knowledgeVersionSchema,
  sourceHashSchema,
} from './knowledge-state.ts';
export { type Llm, llmOf } from './llm-settings.ts';
export {
  type LostExecution,
  type LostExecutions,
  lostExecutionSchema,
  lostExecutionsSchema,
} from './lost-execution.ts';
export { type Neighbours, neighboursSchema } from './neighbours.ts';
export {
  appliedMigrationSchema,
  type Chunk,
  type ChunkQuery,
  chunkQuerySchema,
  chunkSchema,
  chunksSchema,
  type HypertableStorage,
  hypertableStorageSchema,
  ledgerDaySchema,
  ledgerSchema,
  type MigrationsReport,
  migrationsReportSchema,
  pendingCountsSchema,
  type StorageReport,
  type StoreJob,
  type StoreMigrations,
  storageReportSchema,
  storeJobSchema,
  storeJobsSchema,
  storeMigrationsSchema,
} from './operations.ts';
export { type Page, pageSchema } from './page.ts';
export { cursorSchema, type PageRequest, pageRequestSchema } from './page-request.ts';
export { type Problem, type ProblemCode, problemCodeSchema, problemSchema } from './problem.ts';
export {
  type PurgeRequest,
  type PurgeResult,
  purgeRequestSchema,
  purgeResultSchema,
} from './purge.ts';
export {
  type QuarantineDiscard,
  type QuarantinedRow,
  type QuarantinePage,
  type QuarantineRestoration,
  quarantineDiscardSchema,
  quarantinedRowSchema,
  quarantinePageSchema,
  quarantineRestorationSchema,
} from './quarantine.ts';
export {
  type Health,
  healthSchema,
  type Readiness,
  readinessSchema,
} from './readiness.ts';
export { recordIdSchema } from './record-id.ts';
export { type RecordLink, recordLinkSchema } from './record-link.ts';
export { refSchema } from './ref.ts';
export { type Relation, type Resolution, relationSchema, resolutionSchema } from './relation.ts';
export {
  type Revision,
  type RevisionCounts,
  revisionCountsSchema,
  revisionSchema,
} from './revision.ts';
export {
  maxConditionLength,
  type NewRule,
  newRuleSchema,
  type Rule,
  type RulePatch,
  type RuleQuery,
  type RuleVersion,
  rulePatchSchema,
  ruleQuerySchema,
  ruleSchema,
  ruleVersionSchema,
} from './rule.ts';
export {
  maxActiveRules,
  type RuleActivity,
  type RulesActivity,
  ruleActivityQuerySchema,
  ruleActivitySchema,
  rulesActivitySchema,
} from './rule-activity.ts';
export {
  type DraftRuleTest,
  draftRuleTestSchema,
  type Lineage,
  lineageSchema,
  maxBackTestDays,
  type RuleClause,
  type RuleTest,
  type RuleTestResult,
  type RuleTrial,
  type RuleVerdict,
  ruleClauseSchema,
  ruleTestResultSchema,
  ruleTestSchema,
  ruleTrialSchema,
  ruleVerdictSchema,
} from './rule-test.ts';
export { type ScipReport, scipReportSchema } from './scip-import.ts';
export { type Scope, scopeSchema } from './scope.ts';
export {
  type ChangedSensor,
  changedSensorSchema,
  type MissedFires,
  missedFiresSchema,
  type NewSensor,
  newSensorSchema,
  type Sensor,
  type SensorEntrypoint,
  type SensorPatch,
  type SensorQuery,
  type SensorState,
  sensorEntrypointSchema,
  sensorPatchSchema,
  sensorQuerySchema,
  sensorSchema,
  sensorStateSchema,
  type TimerConfig,
  timerConfigSchema,
  type WebhookConfig,
  type WebhookScheme,
  webhookConfigSchema,
  webhookSchemeSchema,
} from './sensor.ts';
export { type NewSession, newSessionSchema, type Session, sessionSchema } from './session.ts';
export { parseSettings, type Settings, settingsSchema } from './settings.ts';
export { type Severity, severitySchema } from './severity.ts';
export { type SourceFile, sourceFileSchema } from './source-file.ts';
export { sourcePathSchema } from './source-path.ts';
export {
  type StreamEnd,
  type StreamEntry,
  type StreamFilter,
  type StreamQuery,
  type StreamTopic,
  streamEndSchema,
  streamEntrySchema,
  streamFilterSchema,
  streamQuerySchema,
  streamTopicSchema,
} from './stream.ts';
export {
  mostSummaryCharacters,
  type OwnSummary,
  ownSummarySchema,
  type Summary,
  type SummaryWrite,
  summaryPageSchema,
  summarySchema,
  summaryWriteSchema,
} from './summary.ts';
export { type SummaryLevel, summaryLevelSchema } from './summary-level.ts';
export {
  type Neighbour,
  neighbourSchema,
  type Symbol,
  type SymbolRef,
  symbolRefSchema,
  symbolSchema,
} from './symbol.ts';
export { type SymbolDetails, symbolDetailsSchema } from './symbol-details.ts';
export { type SymbolHistoryEntry, symbolHistoryEntrySchema } from './symbol-history.ts';
export { type SymbolKind, symbolKindSchema } from './symbol-kind.ts';
export {
  type KnowledgeDeletion,
  knowledgeDeletionSchema,
  type SymbolKnowledge,
  symbolKnowledgeSchema,
} from './symbol-knowledge.ts';
export { type SymbolOrigin, symbolOriginSchema } from './symbol-origin.ts';
export { maxSourceLines, type SymbolSource, symbolSourceSchema } from './symbol-source.ts';
export { timestampSchema } from './timestamp.ts';
export {
  type IssuedToken,
  issuedTokenSchema,
  type NewToken,
  newTokenSchema,
  type Token,
  type TokenQuery,
  tokenNameSchema,
  tokenQuerySchema,
  tokenSchema,
  tokenSecretSchema,
} from './token.ts';
export {
  type DefinitionOrigin,
  definitionOriginSchema,
  type NewTrigger,
  newTriggerSchema,
  type PayloadPolicy,
  payloadPolicySchema,
  type Trigger,
  type TriggerPatch,
  type TriggerQuery,
  triggerPatchSchema,
  triggerQuerySchema,
  triggerSchema,
} from './trigger.ts';
export {
  type Cordon,
  cordonSchema,
  type NewWorker,
  newWorkerSchema,
  type Worker,
  type WorkerQuery,
  type WorkerRole,
  type WorkerStatus,
  type WorkerType,
  workerNameSchema,
  workerQuerySchema,
  workerRoleSchema,
  workerSchema,
  workerStatusSchema,
  workerTypeSchema,
} from './worker.ts';
