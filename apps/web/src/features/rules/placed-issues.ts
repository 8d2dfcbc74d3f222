import { ApiError } from '../../api-error.ts';

/** What is wrong with a condition, and where: line and column count from 1. */
export interface PlacedIssue {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** What the API found wrong with the condition of a rule. */
export function placedIssues(error: Error | null): readonly PlacedIssue[] {
  if (!(error instanceof ApiError)) return [];
  return error.issues.flatMap(({ path, message }) => {
    const found = /^(?:rule\.)?when(?::(\d+):(\d+))?$/.exec(path);
    if (found === null) return [];
    // Behind its first line it repeats the condition, which stands above.
    const [said = message] = message.split('\n');
    return [{ line: Number(found[1] ?? 1), column: Number(found[2] ?? 1), message: said }];
  });
}
