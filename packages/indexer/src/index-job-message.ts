import type { FactBatch, FileFacts, IndexInput } from '@clew/contracts';
import type { IndexProgress } from './index-progress.ts';
import type { IndexerErrorCode } from './indexer-error.ts';

/** What the process of an index job is started with. */
export interface IndexJobInput {
  readonly root: string;
  readonly commit?: string | null;
  /** Only these files and folders, whatever depends on them; see `indexTypeScript`. */
  readonly paths?: readonly string[];
  /**
   * What the stored facts were derived from: only what can have changed since is derived again. Without
   * it, or with `paths`, everything that is asked for is.
   */
  readonly known?: readonly IndexInput[];
}

/**
 * What the process says: progress, then the files in portions (so that receiving a large batch never
 * blocks the receiver for long), then the rest of the batch; or why there is none.
 */
export type IndexJobMessage =
  | { readonly type: 'progress'; readonly progress: IndexProgress }
  | { readonly type: 'files'; readonly files: readonly FileFacts[] }
  | { readonly type: 'done'; readonly rest: Omit<FactBatch, 'files'> }
  | { readonly type: 'failed'; readonly code: IndexerErrorCode; readonly message: string };
