export { type AssembleInput, assembleBatch } from './assemble-batch.ts';
export { detectFile } from './detectors/detect-file.ts';
export type { DetectionInput, PackageFacts } from './detectors/detection-input.ts';
export type { Detections } from './detectors/detections.ts';
export { type Detectors, loadDetectors } from './detectors/load-detectors.ts';
export { type ExtractedSource, extractProjects } from './extract-projects.ts';
export {
  type ExtractContext,
  type ExtractedFile,
  type ExtractInput,
  extractFile,
} from './facts/extract-file.ts';
export type { RecordedSite } from './facts/fact-recorder.ts';
export type { IndexProgress } from './index-progress.ts';
export { type IndexTypeScriptOptions, indexTypeScript } from './index-typescript.ts';
export { IndexerError, type IndexerErrorCode } from './indexer-error.ts';
export { nameDeclarations } from './names/name-declarations.ts';
export { type OpenCodebase, openCodebase } from './open-codebase.ts';
export type { Project } from './projects/discover-projects.ts';
export { type OpenProgram, openPrograms, type ProgramContext } from './projects/open-programs.ts';
export { type IndexJobOptions, runIndexJob } from './run-index-job.ts';
export { type ImportScipOptions, importScip, type ScipImport } from './scip/import-scip.ts';
export {
  type IndexRun,
  type IndexSession,
  type IndexSessionOptions,
  openIndexSession,
} from './session/index-session.ts';
export { isEmptyBatch, isUpToDate } from './session/index-state.ts';
export { type WatchOptions, watchCodebase } from './watch/watch-codebase.ts';
