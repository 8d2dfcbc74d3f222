export { ClewError, type ClewErrorOptions } from './clew-error.ts';
export {
  type Codebase,
  codebaseNameSchema,
  codebaseSchema,
  type NewCodebase,
  newCodebaseSchema,
} from './codebase.ts';
export {
  type BlockingSite,
  blockingSiteSchema,
  type Completeness,
  completenessSchema,
} from './completeness.ts';
export {
  type DeletionMode,
  type DeletionPreview,
  type DeletionResult,
  deletionModeSchema,
  deletionPreviewSchema,
  deletionResultSchema,
} from './deletion.ts';
export {
  type EdgeFact,
  type ExternalFact,
  edgeFactSchema,
  externalFactSchema,
  type FactBatch,
  type FileFacts,
  type FileFailure,
  factBatchSchema,
  fileFactsSchema,
  fileFailureSchema,
  type SymbolFact,
  symbolFactSchema,
  type UnresolvedFact,
  type UnresolvedReason,
  unresolvedFactSchema,
  unresolvedReasonSchema,
} from './file-facts.ts';
export { fqnSchema } from './fqn.ts';
export { type Impact, type ImpactedSymbol, impactedSymbolSchema, impactSchema } from './impact.ts';
export {
  type IntegrityReport,
  integrityReportSchema,
  type OrphanCount,
  orphanCountSchema,
} from './integrity.ts';
export { type Neighbours, neighboursSchema } from './neighbours.ts';
export { type Page, pageSchema } from './page.ts';
export { type Problem, type ProblemCode, problemCodeSchema, problemSchema } from './problem.ts';
export {
  type Health,
  healthSchema,
  type Readiness,
  readinessSchema,
} from './readiness.ts';
export { type Relation, type Resolution, relationSchema, resolutionSchema } from './relation.ts';
export {
  type Revision,
  type RevisionCounts,
  revisionCountsSchema,
  revisionSchema,
} from './revision.ts';
export { parseSettings, type Settings, settingsSchema } from './settings.ts';
export { type SourceFile, sourceFileSchema } from './source-file.ts';
export { sourcePathSchema } from './source-path.ts';
export {
  type Neighbour,
  neighbourSchema,
  type Symbol,
  type SymbolRef,
  symbolRefSchema,
  symbolSchema,
} from './symbol.ts';
export { type SymbolKind, symbolKindSchema } from './symbol-kind.ts';
export { type SymbolOrigin, symbolOriginSchema } from './symbol-origin.ts';
