import { existsSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { readSource, type SourceText } from './read-source.ts';

/**
 * Reads a file of a codebase whose path somebody else wrote; null when it is not there, or when a link
 * leads out of the codebase, whose sources nobody asked to be read.
 *
 * @param root the real path of the codebase, as `resolveRoot` answers it
 */
export function readInside(root: string, path: string): SourceText | null {
  const file = join(root, path);
  return existsSync(file) && realpathSync(file).startsWith(root + sep) ? readSource(file) : null;
}
