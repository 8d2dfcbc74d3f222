import { ClewError, type ClewErrorOptions, type ProblemCode } from '@clew/contracts';

export type WorkerErrorCode =
  | 'event_store_missing'
  | 'config_invalid'
  | 'index_failed'
  | 'index_stopped'
  | 'index_crashed'
  | 'generation_failed'
  | 'generation_crashed';

const problems: Readonly<Record<WorkerErrorCode, ProblemCode>> = {
  event_store_missing: 'unavailable',
  config_invalid: 'invalid_request',
  index_failed: 'unprocessable',
  index_stopped: 'unavailable',
  index_crashed: 'internal',
  generation_failed: 'unprocessable',
  generation_crashed: 'internal',
};

/** Whatever the worker process itself refuses or fails to do. The message says what to do about it. */
export class WorkerError extends ClewError {
  override readonly name = 'WorkerError';
  override readonly code: WorkerErrorCode;
  /** Whether the same run may succeed later without anything being changed. */
  readonly retryable: boolean;

  constructor(
    code: WorkerErrorCode,
    message: string,
    { retryable = false, ...options }: ClewErrorOptions & { readonly retryable?: boolean } = {},
  ) {
    super(problems[code], code, message, options);
    this.code = code;
    this.retryable = retryable;
  }
}
