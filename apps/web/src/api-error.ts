import { ClewError, type ClewErrorOptions, type Problem, type ProblemCode } from '@clew/contracts';

/**
 * - `problem`            the API answered problem+json
 * - `unreachable`        no answer, or one from something between the page and the API
 * - `unexpected_answer`  an answer that does not have the shape that the contract promises
 */
export type ApiErrorCode = 'problem' | 'unreachable' | 'unexpected_answer';

/** Too many requests at once, or a store that is away: nothing is wrong with the question. */
const passingProblems: ReadonlySet<ProblemCode> = new Set(['rate_limited', 'unavailable']);

/** Everything that can go wrong when the page asks the API. The message says what to do. */
export class ApiError extends ClewError {
  override readonly name = 'ApiError';
  declare readonly code: ApiErrorCode;
  readonly title: string;
  /** Whether the same question may well be answered a moment later; a refusal stands. */
  readonly passing: boolean;
  /** How long the API asks to wait before that; null when it does not say. */
  readonly waitMs: number | null;

  private constructor(
    code: ApiErrorCode,
    title: string,
    problem: ProblemCode,
    message: string,
    options: ClewErrorOptions & { readonly waitMs?: number | null } = {},
  ) {
    super(problem, code, message, options);
    this.title = title;
    this.passing = code === 'unreachable' || passingProblems.has(problem);
    this.waitMs = options.waitMs ?? null;
  }

  static ofProblem(problem: Problem, waitMs: number | null = null): ApiError {
    return new ApiError('problem', problem.title, problem.code, problem.detail, {
      waitMs,
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

/** Whether what was asked for is not there. */
export function isMissing(error: unknown): boolean {
  return error instanceof ApiError && error.problem === 'not_found';
}
