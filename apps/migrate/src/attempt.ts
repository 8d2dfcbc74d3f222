import { ClewError } from '@clew/contracts';

/** What came of one store: an answer, or an error that leaves the other stores to go on. */
export type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } };

export async function attempt<T>(work: () => T | Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, error: describeError(error) };
  }
}

/** An error in words for a person, without a stack. */
export function describeError(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof ClewError) return { code: error.code, message: error.message };
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'unexpected', message: `Unexpected: ${message}` };
}
