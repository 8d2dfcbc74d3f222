import { checkArchitecture } from '../architecture/check-architecture.ts';
import { describeLayers } from '../architecture/describe-layers.ts';
import { listAntiPatterns } from '../architecture/list-anti-patterns.ts';
import { readSymbolChanges } from '../changes/read-symbol-changes.ts';
import { describeCodebase } from '../codebases/describe-codebase.ts';
import { findDeadCode } from '../dead-code/find-dead-code.ts';
import { listEntryPoints } from '../detections/list-entry-points.ts';
import { listExternalDependencies } from '../detections/list-external-dependencies.ts';
import { diffGraphs } from '../diff/diff-graphs.ts';
import { listFiles } from '../files/list-files.ts';
import { findHotspots } from '../hotspots/find-hotspots.ts';
import { checkIntegrity } from '../integrity/check-integrity.ts';
import { getKnowledge } from '../knowledge/get-knowledge.ts';
import { listConstraints } from '../knowledge/list-constraints.ts';
import { listGlossary } from '../knowledge/list-glossary.ts';
import { listSummaries } from '../knowledge/list-summaries.ts';
import { examineGraph } from '../life/examine-graph.ts';
import { listBrokenReferences } from '../life/list-broken-references.ts';
import { listGraphMigrations } from '../migrate/list-graph-migrations.ts';
import { findMoment } from '../past/find-moment.ts';
import { listQuarantine } from '../quarantine/list-quarantine.ts';
import { commitsOf } from '../revisions/commits-of.ts';
import { listRevisions } from '../revisions/list-revisions.ts';
import { getSymbol } from '../symbols/get-symbol.ts';
import { listDeletedSymbols } from '../symbols/list-deleted-symbols.ts';
import { matchSymbols } from '../symbols/match-symbols.ts';
import { presentName } from '../symbols/present-names.ts';
import { previewDeletion } from '../symbols/preview-deletion.ts';
import { searchSymbols } from '../symbols/search-symbols.ts';
import { findCycles } from '../traverse/find-cycles.ts';
import { findPaths } from '../traverse/find-paths.ts';
import { getAffectedTests } from '../traverse/get-affected-tests.ts';
import { getCallees } from '../traverse/get-callees.ts';
import { getCallers } from '../traverse/get-callers.ts';
import { getChangeImpact } from '../traverse/get-change-impact.ts';
import { getImpact } from '../traverse/get-impact.ts';

import { queryGraph } from '../traverse/query-graph.ts';

/** The questions that a reader thread answers. */
export const readerVerbs = {
  checkArchitecture,
  checkIntegrity,
  commitsOf,
  describeCodebase,
  diffGraphs,
  examineGraph,
  describeLayers,
  findCycles,
  findMoment,
  findDeadCode,
  findHotspots,
  findPaths,
  getAffectedTests,
  getCallees,
  getCallers,
  getChangeImpact,
  getImpact,
  getKnowledge,
  getSymbol,
  listAntiPatterns,
  listEntryPoints,
  listExternalDependencies,
  listBrokenReferences,
  listDeletedSymbols,
  listConstraints,
  listFiles,
  listGlossary,
  listGraphMigrations,
  listQuarantine,
  listRevisions,
  listSummaries,
  matchSymbols,
  presentName,
  previewDeletion,
  queryGraph,
  readSymbolChanges,
  searchSymbols,
} as const;

export type ReaderVerb = keyof typeof readerVerbs;

type Call<Verb extends ReaderVerb> = Parameters<(typeof readerVerbs)[Verb]>[0];

export type ReaderInput<Verb extends ReaderVerb> =
  Call<Verb> extends { readonly input: infer Input } ? Input : Record<never, never>;

export type ReaderAnswer<Verb extends ReaderVerb> = ReturnType<(typeof readerVerbs)[Verb]>;
