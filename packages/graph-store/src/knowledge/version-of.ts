import { createHash } from 'node:crypto';

/**
 * Names the state of a text by what it says, so rows need no counter that a deletion or a way back in
 * time would reset: whoever holds the version of a state has seen all that it says.
 */
export function versionOf(parts: readonly (string | number | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 20);
}
