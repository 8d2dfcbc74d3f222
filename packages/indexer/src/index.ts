export type { IndexProgress } from './index-progress.ts';
export { type IndexTypeScriptOptions, indexTypeScript } from './index-typescript.ts';
export { IndexerError, type IndexerErrorCode } from './indexer-error.ts';
export { type IndexJobOptions, runIndexJob } from './run-index-job.ts';
