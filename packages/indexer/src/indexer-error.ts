import { ClewError, type ClewErrorOptions, type ProblemCode } from '@clew/contracts';

/** What can go wrong in an index run as a whole; a single bad file is a failure in the batch instead. */
export type IndexerErrorCode =
  | 'root_not_found'
  | 'root_not_a_directory'
  | 'path_outside_root'
  | 'aborted'
  | 'job_failed'
  | 'watch_failed'
  | 'scip_not_found'
  | 'scip_invalid';

const PROBLEMS: Readonly<Record<IndexerErrorCode, ProblemCode>> = {
  root_not_found: 'not_found',
  root_not_a_directory: 'unprocessable',
  path_outside_root: 'path_outside_root',
  aborted: 'conflict',
  job_failed: 'internal',
  watch_failed: 'unavailable',
  scip_not_found: 'not_found',
  scip_invalid: 'unprocessable',
};

export class IndexerError extends ClewError {
  override readonly name = 'IndexerError';
  declare readonly code: IndexerErrorCode;

  constructor(code: IndexerErrorCode, message: string, options: ClewErrorOptions = {}) {
    super(PROBLEMS[code], code, message, options);
  }
}
