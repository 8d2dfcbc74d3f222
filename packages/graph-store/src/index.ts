export { applyFacts } from './apply/apply-facts.ts';
export { assertNewest, type FactsBasis, readUntilNewest } from './apply/read-until-newest.ts';
export {
  type CheckArchitectureInput,
  checkArchitecture,
} from './architecture/check-architecture.ts';
export { describeLayers } from './architecture/describe-layers.ts';
export { layersById } from './architecture/layers-by-id.ts';
export { listAntiPatterns } from './architecture/list-anti-patterns.ts';
export { readRecordedArchitecture } from './architecture/read-recorded-architecture.ts';
export { recordArchitecture } from './architecture/record-architecture.ts';
export {
  describeRemoval,
  type LostCaller,
  type LostEntryPoint,
  type Removal,
  type RemovalFacts,
} from './changes/describe-removal.ts';
export type { ChangeEntity, ChangeOp, GraphChange } from './changes/graph-change.ts';
export { identifyGraph } from './changes/identify-graph.ts';
export { lastChangeNumber } from './changes/last-change-number.ts';
export { type LostCall, lostCalls } from './changes/lost-calls.ts';
export { pruneChanges } from './changes/prune-changes.ts';
export { readChanges } from './changes/read-changes.ts';
export { readSymbolChanges, type SymbolChanges } from './changes/read-symbol-changes.ts';
export { renumberChanges } from './changes/renumber-changes.ts';
export { type RevisionEnd, revisionEnds } from './changes/revision-ends.ts';
export { symbolsById } from './changes/symbols-by-id.ts';
export { tellSymbolHistory } from './changes/tell-symbol-history.ts';
export { codebaseFolder, codebaseGraphPath } from './codebases/codebase-path.ts';
export { createCodebase } from './codebases/create-codebase.ts';
export { describeCodebase } from './codebases/describe-codebase.ts';
export { type CodebasePlace, findCodebase } from './codebases/find-codebase.ts';
export { getCodebase } from './codebases/get-codebase.ts';
export { codebaseNames, listCodebases } from './codebases/list-codebases.ts';
export { existingGraphPath, openCodebase } from './codebases/open-codebase.ts';
export { removeCodebase } from './codebases/remove-codebase.ts';
export { findDeadCode } from './dead-code/find-dead-code.ts';
export { listEntryPoints } from './detections/list-entry-points.ts';
export { listExternalDependencies } from './detections/list-external-dependencies.ts';
export { diffGraphs } from './diff/diff-graphs.ts';
export { listFiles } from './files/list-files.ts';
export { readSourceLines } from './files/read-source-lines.ts';
export { GraphError, type GraphErrorCode } from './graph-error.ts';
export { findHotspots } from './hotspots/find-hotspots.ts';
export { readIndexInputs } from './inputs/read-index-inputs.ts';
export { checkIntegrity } from './integrity/check-integrity.ts';
export { createConstraint } from './knowledge/create-constraint.ts';
export { createGlossaryTerm } from './knowledge/create-glossary-term.ts';
export { deleteConstraint } from './knowledge/delete-constraint.ts';
export { deleteGlossaryTerm } from './knowledge/delete-glossary-term.ts';
export { deleteSummary } from './knowledge/delete-summary.ts';
export { getKnowledge } from './knowledge/get-knowledge.ts';
export { type ListConstraintsInput, listConstraints } from './knowledge/list-constraints.ts';
export { type ListGlossaryInput, listGlossary } from './knowledge/list-glossary.ts';
export { type ListSummariesInput, listSummaries } from './knowledge/list-summaries.ts';
export {
  listSummaryCandidates,
  type SummaryCandidate,
} from './knowledge/list-summary-candidates.ts';
export { putSummary } from './knowledge/put-summary.ts';
export {
  type DescribedNeighbour,
  readSummaryFacts,
  type SummaryFacts,
} from './knowledge/read-summary-facts.ts';
export { updateConstraint } from './knowledge/update-constraint.ts';
export { updateGlossaryTerm } from './knowledge/update-glossary-term.ts';
export { compareFacts } from './life/compare-facts.ts';
export { examineGraph } from './life/examine-graph.ts';
export { listBrokenReferences } from './life/list-broken-references.ts';
export { purgeSymbols } from './life/purge-symbols.ts';
export { type AdoptGraphOptions, adoptGraph, type GraphAdoption } from './migrate/adopt-graph.ts';
export type {
  MigrationOutcome,
  QuarantineTally,
  TableMigration,
} from './migrate/apply-migrations.ts';
export { backupsKept, type GraphBackup } from './migrate/backup-graph.ts';
export type { LeftBehind } from './migrate/copy-baseline.ts';
export { dumpGraphSchema } from './migrate/dump-graph-schema.ts';
export { listGraphMigrations } from './migrate/list-graph-migrations.ts';
export {
  type GraphMigration,
  type MigrateGraphOptions,
  migrateGraph,
} from './migrate/migrate-graph.ts';
export {
  type GraphPlan,
  type PlanGraphOptions,
  planGraphMigration,
} from './migrate/plan-graph-migration.ts';
export { schemaVersion } from './migrate/schema-version.ts';
export { type GraphProblem, type GraphVerification, verifyGraph } from './migrate/verify-graph.ts';
export { type Graph, type OpenGraphOptions, openGraph } from './open-graph.ts';
export { copyGraph } from './past/copy-graph.ts';
export { beginPast, dropDraft, finishPast, refillPast } from './past/draft-past.ts';
export { findMoment, type Moment } from './past/find-moment.ts';
export { refillChanges } from './past/refill-changes.ts';
export { rewindGraph } from './past/rewind-graph.ts';
export { type GitDiff, readGitDiff } from './patches/read-git-diff.ts';
export { discardQuarantined } from './quarantine/discard-quarantined.ts';
export { listQuarantine } from './quarantine/list-quarantine.ts';
export { restoreQuarantined } from './quarantine/restore-quarantined.ts';
export { openReaderPool, type ReaderPool } from './readers/open-reader-pool.ts';
export type { ReaderAnswer, ReaderInput, ReaderVerb } from './readers/reader-verbs.ts';
export { commitsOf } from './revisions/commits-of.ts';
export { listRevisions } from './revisions/list-revisions.ts';
export { deleteSymbol } from './symbols/delete-symbol.ts';
export { getSymbol } from './symbols/get-symbol.ts';
export { listDeletedSymbols } from './symbols/list-deleted-symbols.ts';
export { matchSymbols } from './symbols/match-symbols.ts';
export { presentName } from './symbols/present-names.ts';
export { previewDeletion } from './symbols/preview-deletion.ts';
export { renameSymbol } from './symbols/rename-symbol.ts';
export { restoreSymbol } from './symbols/restore-symbol.ts';
export { type SearchSymbolsInput, searchSymbols } from './symbols/search-symbols.ts';
export { suggestSymbols } from './symbols/suggest-symbols.ts';
export { openThreadPool, type ThreadPool } from './threads/open-thread-pool.ts';
export { replyOf, type ThreadReply } from './threads/thread-reply.ts';
export { cycleRelations, findCycles } from './traverse/find-cycles.ts';
export { findPaths } from './traverse/find-paths.ts';
export { getAffectedTests } from './traverse/get-affected-tests.ts';
export { getCallees } from './traverse/get-callees.ts';
export { getCallers } from './traverse/get-callers.ts';
export { type Change, getChangeImpact } from './traverse/get-change-impact.ts';
export { getImpact } from './traverse/get-impact.ts';
export { queryGraph } from './traverse/query-graph.ts';
