import type { ProblemCode } from '@clew/contracts';

/**
 * How `clew` ends:
 *
 * - 0: done, and good
 * - 1: looked, and found something that should not be (`check`, `doctor`)
 * - 2: the command line, the configuration or a name makes no sense; nothing was done
 * - 3: it could not be told or done; asking again may help
 * - 130: interrupted
 */
export type ExitCode = 0 | 1 | 2 | 3 | 130;

export const exitCodeMeanings =
  'Exit codes: 0 done · 1 something is not as it should be · 2 wrong usage or configuration · 3 could not be told or done';

/** Codes that mean more than their problem says. */
const codes: Readonly<Record<string, ExitCode>> = {
  aborted: 130,
  graph_corrupt: 3,
  graph_not_sqlite: 3,
};

/** Whatever else went wrong lies in what was asked, and stays wrong until that is changed. */
const passing: ReadonlySet<ProblemCode> = new Set(['rate_limited', 'unavailable', 'internal']);

/** How a failed command ends. */
export function exitCodeOf(error: {
  readonly problem: ProblemCode;
  readonly code: string;
}): ExitCode {
  return codes[error.code] ?? (passing.has(error.problem) ? 3 : 2);
}
