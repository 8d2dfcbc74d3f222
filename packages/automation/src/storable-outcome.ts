import { jsonDocumentSchema } from '@clew/contracts';
import type { Outcome } from './decide-outcome.ts';
import type { Redact } from './secrets/redact.ts';

/**
 * The outcome as it may be stored: without secrets, and with a result that the store takes. A result
 * that it would not take turns a success into a failure that says why; else only the result is left
 * out, and the error says so.
 */
export function storableOutcome(input: {
  readonly outcome: Outcome;
  readonly redact: Redact;
}): Outcome {
  const { outcome, redact } = input;
  if (outcome.kind !== 'finish') return outcome;
  const { result, error, ...rest } = outcome;
  const shown = error === undefined ? {} : { error: redact(error) };
  if (result === undefined) return { ...rest, ...shown };
  // Looked at twice: only a document can be walked, and redacting may make it longer.
  const parsed = jsonDocumentSchema.safeParse(result);
  const stored =
    parsed.success && redact.longest > 0
      ? jsonDocumentSchema.safeParse(redact(parsed.data))
      : parsed;
  if (stored.success) return { ...rest, ...shown, result: stored.data };
  const [issue] = stored.error.issues;
  const problem = `The result cannot be stored: it ${issue?.message ?? 'is not JSON'}.`;
  if (outcome.status === 'completed') return { kind: 'finish', status: 'failed', error: problem };
  return { ...rest, error: shown.error === undefined ? problem : `${shown.error} ${problem}` };
}
