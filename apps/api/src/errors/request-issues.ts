import type { z } from 'zod';
import { ApiError } from './api-error.ts';

type Issue = z.core.$ZodIssue;

/** More than this helps nobody. */
const maxIssues = 50;

export interface RequestIssue {
  readonly path: string;
  readonly message: string;
}

/**
 * The issues of a failed parse, flat. Of a union only the branch that the value was meant for is
 * told: the one that does not fail on the value's type as a whole.
 */
function flatten(issues: readonly Issue[], parent: readonly PropertyKey[]): RequestIssue[] {
  return issues.flatMap((issue) => {
    const path = [...parent, ...issue.path];
    if (issue.code === 'invalid_union') {
      const meant = issue.errors.filter(
        (branch) => !branch.some((one) => one.code === 'invalid_type' && one.path.length === 0),
      );
      const [only] = meant;
      if (only !== undefined && meant.length === 1) return flatten(only, path);
    }
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: [...path, key].map(String).join('.'),
        message: isMoment(parent, key)
          ? 'is not known here, for this can be answered about the present only'
          : 'is not known here',
      }));
    }
    return [{ path: path.map(String).join('.'), message: issue.message }];
  });
}

/** Many questions can be asked as of a moment; who asks another one so must not get the present. */
const isMoment = (parent: readonly PropertyKey[], key: string) =>
  parent.length === 1 && parent[0] === 'query' && key === 'at';

/** Turns a failed parse of a part of the request into the error to answer. */
export function requestInvalid(where: string, error: z.core.$ZodError): ApiError {
  const issues = flatten(error.issues, [where]);
  const [first] = issues;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more, see issues)` : '';
  return new ApiError(
    'invalid_request',
    'request_invalid',
    first === undefined
      ? 'The request is not valid.'
      : `Correct "${first.path}": ${first.message}${more}.`,
    { issues: issues.slice(0, maxIssues), cause: error },
  );
}
