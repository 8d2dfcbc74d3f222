import type { Redact } from '@clew/automation';
import type { Problem } from '@clew/contracts';

/** A problem that shows no secret, also where it quotes the request. */
export function redactProblem(problem: Problem, redact: Redact): Problem {
  const { detail, instance, request_id, suggestions, issues } = problem;
  return {
    ...problem,
    detail: redact(detail),
    instance: redact(instance),
    ...(request_id === undefined ? {} : { request_id: redact(request_id) }),
    ...(suggestions === undefined ? {} : { suggestions: suggestions.map((one) => redact(one)) }),
    ...(issues === undefined
      ? {}
      : {
          issues: issues.map(({ path, message }) => ({
            path: redact(path),
            message: redact(message),
          })),
        }),
  };
}
