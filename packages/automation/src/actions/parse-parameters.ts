import type { JsonValue } from '@clew/contracts';
import type { z } from 'zod';
import { AutomationError } from '../automation-error.ts';

/**
 * The parameters of a run as its action's schema reads them.
 *
 * @throws AutomationError `parameters_invalid` that lists every problem at once.
 */
export function parseParameters<T>(input: {
  readonly action: string;
  readonly schema: z.ZodType<T>;
  readonly parameters: JsonValue;
}): T {
  const parsed = input.schema.safeParse(input.parameters);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: issue.code === 'invalid_key' ? textOf(issue.issues) : issue.message,
  }));
  const list = issues.map(({ path, message }) => `${path} ${message}`.trim()).join('; ');
  throw new AutomationError(
    'parameters_invalid',
    `The parameters of ${input.action} are not valid: ${list}.`,
    { issues },
  );
}

/** The keys of a record have issues of their own, which say what is wrong with the key. */
function textOf(issues: readonly { readonly message: string }[]): string {
  return issues.map(({ message }) => message).join(', ');
}
