import type { z } from 'zod';
import { affectedTestsRequestSchema, affectedTestsSchema } from '../affected-tests.ts';
import {
  antiPatternSchema,
  architectureRuleSchema,
  architectureSchema,
  layerMatrixSchema,
  symbolSelectorSchema,
} from '../architecture.ts';
import { brokenReferencePageSchema, brokenReferenceSchema } from '../broken-reference.ts';
import { callPathSchema, pathHopSchema } from '../call-path.ts';
import { callPathsSchema } from '../call-paths.ts';
import {
  changeImpactRequestSchema,
  changeImpactSchema,
  touchedSymbolSchema,
  unknownFileSchema,
} from '../change-impact.ts';
import { blockingReasonSchema } from '../completeness.ts';
import { cycleHopSchema, cycleReportSchema, cycleSchema } from '../cycles.ts';
import { deadCodeSchema, deadSymbolSchema } from '../dead-code.ts';
import { deletedSymbolPageSchema, deletedSymbolSchema } from '../deleted-symbol.ts';
import { dependencyStrengthSchema, dependencyTypeSchema } from '../dependency-type.ts';
import {
  entryPointSchema,
  externalDependencySchema,
  ownDependencySchema,
  ownEntryPointSchema,
} from '../entry-point.ts';
import { detectionResolutionSchema, entryTypeSchema } from '../entry-type.ts';
import { graphDifferenceSchema, graphDiffSchema } from '../graph-diff.ts';
import {
  examinationCheckSchema,
  examinationFindingSchema,
  graphExaminationSchema,
} from '../graph-examination.ts';
import { graphEdgeSchema, graphQuerySchema, subgraphSchema } from '../graph-query.ts';
import { hotspotSchema, hotspotsSchema } from '../hotspots.ts';
import {
  reachedEntryPointSchema,
  reachedTestSchema,
  riskSchema,
  touchedSystemSchema,
} from '../impact.ts';
import { purgeRequestSchema, purgeResultSchema } from '../purge.ts';
import {
  quarantineDiscardSchema,
  quarantinedRowSchema,
  quarantinePageSchema,
  quarantineRestorationSchema,
} from '../quarantine.ts';
import { relationSchema, resolutionSchema } from '../relation.ts';
import { severitySchema } from '../severity.ts';
import { symbolDetailsSchema } from '../symbol-details.ts';
import { symbolHistoryEntrySchema } from '../symbol-history.ts';
import { symbolKindSchema } from '../symbol-kind.ts';
import { symbolOriginSchema } from '../symbol-origin.ts';
import { symbolSourceSchema } from '../symbol-source.ts';
import { antiPatternPageSchema } from './architecture.ts';
import { entryPointPageSchema, externalDependencyPageSchema } from './entry-points.ts';
import { symbolHistoryPageSchema } from './graph-life.ts';

/** The names of what questions about a graph are asked and answered with. */
export const questionComponents: Readonly<Record<string, z.ZodType>> = {
  Relation: relationSchema,
  Resolution: resolutionSchema,
  SymbolKind: symbolKindSchema,
  SymbolOrigin: symbolOriginSchema,
  EntryType: entryTypeSchema,
  DetectionResolution: detectionResolutionSchema,
  DependencyType: dependencyTypeSchema,
  DependencyStrength: dependencyStrengthSchema,
  BlockingReason: blockingReasonSchema,
  Severity: severitySchema,
  SymbolDetails: symbolDetailsSchema,
  SymbolSource: symbolSourceSchema,
  EntryPoint: entryPointSchema,
  EntryPointPage: entryPointPageSchema,
  OwnEntryPoint: ownEntryPointSchema,
  ExternalDependency: externalDependencySchema,
  ExternalDependencyPage: externalDependencyPageSchema,
  OwnDependency: ownDependencySchema,
  PathHop: pathHopSchema,
  CallPath: callPathSchema,
  CallPaths: callPathsSchema,
  ChangeImpact: changeImpactSchema,
  ChangeImpactRequest: changeImpactRequestSchema,
  TouchedSymbol: touchedSymbolSchema,
  UnknownFile: unknownFileSchema,
  Risk: riskSchema,
  ReachedEntryPoint: reachedEntryPointSchema,
  ReachedTest: reachedTestSchema,
  TouchedSystem: touchedSystemSchema,
  AffectedTests: affectedTestsSchema,
  AffectedTestsRequest: affectedTestsRequestSchema,
  CycleReport: cycleReportSchema,
  Cycle: cycleSchema,
  CycleHop: cycleHopSchema,
  DeadCode: deadCodeSchema,
  DeadSymbol: deadSymbolSchema,
  Hotspots: hotspotsSchema,
  Hotspot: hotspotSchema,
  Subgraph: subgraphSchema,
  GraphQuery: graphQuerySchema,
  GraphEdge: graphEdgeSchema,
  LayerMatrix: layerMatrixSchema,
  Architecture: architectureSchema,
  ArchitectureRule: architectureRuleSchema,
  SymbolSelector: symbolSelectorSchema,
  AntiPattern: antiPatternSchema,
  AntiPatternPage: antiPatternPageSchema,
  SymbolHistoryEntry: symbolHistoryEntrySchema,
  SymbolHistoryPage: symbolHistoryPageSchema,
  BrokenReference: brokenReferenceSchema,
  BrokenReferencePage: brokenReferencePageSchema,
  DeletedSymbol: deletedSymbolSchema,
  DeletedSymbolPage: deletedSymbolPageSchema,
  QuarantinedRow: quarantinedRowSchema,
  QuarantinePage: quarantinePageSchema,
  QuarantineRestoration: quarantineRestorationSchema,
  QuarantineDiscard: quarantineDiscardSchema,
  GraphDiff: graphDiffSchema,
  GraphDifference: graphDifferenceSchema,
  PurgeResult: purgeResultSchema,
  PurgeRequest: purgeRequestSchema,
  GraphExamination: graphExaminationSchema,
  ExaminationFinding: examinationFindingSchema,
  ExaminationCheck: examinationCheckSchema,
};
