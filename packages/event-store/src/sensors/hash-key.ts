import { createHash } from 'node:crypto';

/** What is stored of the key of a webhook: it is random, so its SHA-256 tells as much as itself. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
