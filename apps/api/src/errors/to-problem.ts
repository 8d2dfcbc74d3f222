import { ClewError, type Problem, type ProblemCode } from '@clew/contracts';
import { problemStatus } from '@clew/contracts/api';

const titles = {
  invalid_request: 'The request is not valid',
  invalid_json: 'The body is not valid JSON',
  unauthenticated: 'A token is needed',
  forbidden: 'Not allowed',
  path_outside_root: 'The path is outside the codebase',
  not_found: 'Not found',
  method_not_allowed: 'The method is not allowed here',
  conflict: 'The request conflicts with the present state',
  gone: 'No longer available',
  payload_too_large: 'The body is too large',
  unsupported_media_type: 'The type of the body is not supported',
  uri_too_long: 'The address is too long',
  rate_limited: 'Too many requests',
  unprocessable: 'The request cannot be carried out',
  internal: 'Internal error',
  unavailable: 'Not available now',
} as const satisfies Readonly<Record<ProblemCode, string>>;

/** Where an error happened, as far as an answer may tell. */
export interface ProblemSite {
  /** The path of the request. */
  readonly instance: string;
  readonly requestId: string;
}

/**
 * The answer to an error. What is not a `ClewError`, or is an internal one, is answered without its
 * message: that may hold paths or data, and stays in the log under the request id.
 */
export function toProblem(error: unknown, { instance, requestId }: ProblemSite): Problem {
  if (!(error instanceof ClewError) || error.problem === 'internal') {
    return {
      type: 'about:blank',
      title: titles.internal,
      status: problemStatus.internal,
      detail: `Something went wrong on our side. The log has the cause under the request id ${requestId}.`,
      instance,
      code: 'internal',
      request_id: requestId,
    };
  }
  return {
    type: 'about:blank',
    title: titles[error.problem],
    status: problemStatus[error.problem],
    detail: error.message,
    instance,
    code: error.problem,
    request_id: requestId,
    ...(error.suggestions.length > 0 ? { suggestions: [...error.suggestions] } : {}),
    ...(error.issues.length > 0 ? { issues: [...error.issues] } : {}),
    ...(error.current === null ? {} : { current: error.current }),
  };
}
