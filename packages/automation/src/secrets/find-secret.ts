import type { JsonValue } from '@clew/contracts';
import type { Redact } from './redact.ts';

/**
 * Where a document holds the value of a secret: the path of the first text, number or key that does,
 * such as `with.headers.authorization`; null when none does. A key counts as its object.
 */
export function findSecret(document: JsonValue, redact: Redact, path = ''): string | null {
  if (redact.longest === 0) return null;
  if (typeof document === 'string' || typeof document === 'number') {
    return redact(document) === document ? null : path;
  }
  if (document === null || typeof document === 'boolean') return null;
  for (const [key, value] of Object.entries(document)) {
    if (redact(key) !== key) return path;
    const found = findSecret(value, redact, path === '' ? key : `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}
