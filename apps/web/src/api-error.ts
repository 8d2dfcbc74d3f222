import { ClewError, type ClewErrorOptions, type Problem, type ProblemCode } from '@clew/contracts';

/**
 * - `problem`            the API answered problem+json
 * - `unreachable`        no answer, or one from something between the page and the API
 * - `unexpected_answer`  an answer that does not have the shape that the contract promises
 */
export type ApiErrorCode = 'problem' | 'unreachable' | 'unexpected_answer';

/** Everything that can go wrong when the page asks the API. The message says what to do. */
export class ApiError extends ClewError {
  override readonly name = 'ApiError';
  declare readonly code: ApiErrorCode;
  readonly title: string;

  private constructor(
    code: ApiErrorCode,
    title: string,
    problem: ProblemCode,
    message: string,
    options: ClewErrorOptions,
  ) {
    super(problem, code, message, options);
    this.title = title;
  }

  static ofProblem(problem: Problem): ApiError {
    return new ApiError('problem', problem.title, problem.code, problem.detail, {
      ...(problem.suggestions === undefined ? {} : { suggestions: problem.suggestions }),
      ...(problem.issues === undefined ? {} : { issues: problem.issues }),
    });
  }

  static unreachable(detail: string, cause?: unknown): ApiError {
    const message = `${detail} Check that the API runs (pnpm dev starts it), then try again.`;
    return new ApiError('unreachable', 'The API does not answer', 'unavailable', message, {
      cause,
    });
  }

  static unexpected(
    address: string,
    issues: readonly { path: string; message: string }[],
  ): ApiError {
    return new ApiError(
      'unexpected_answer',
      'The answer was not understood',
      'internal',
      `${address} answered something that its contract does not allow. The page and the API are probably of different versions: reload the page, and if that does not help, restart the API.`,
      { issues },
    );
  }
}

/** Whether the API wants to know first who asks. */
export function isUnauthenticated(error: unknown): boolean {
  return error instanceof ApiError && error.problem === 'unauthenticated';
}
