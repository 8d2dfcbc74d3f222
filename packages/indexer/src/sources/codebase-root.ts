import { realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { IndexerError } from '../indexer-error.ts';

/**
 * The real path of a codebase's root folder.
 *
 * @throws IndexerError `root_not_found`, `root_not_a_directory`
 */
export function resolveRoot(root: string): string {
  let real: string;
  try {
    real = realpathSync(root);
  } catch (cause) {
    throw new IndexerError(
      'root_not_found',
      `There is no folder "${root}". Give the folder that holds the sources.`,
      { cause },
    );
  }
  if (statSync(real).isDirectory()) return real;
  throw new IndexerError(
    'root_not_a_directory',
    `"${root}" is a file. Give the folder that holds the sources.`,
  );
}

/**
 * A path as the caller gave it (relative to the root, or absolute inside it) as a source path; ''
 * is the root itself.
 *
 * @throws IndexerError `path_outside_root`
 */
export function pathInRoot(root: string, path: string): string {
  const inside = relative(root, isAbsolute(path) ? path : resolve(root, path));
  const isOutside = inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  if (isOutside || path.includes('\0')) {
    throw new IndexerError(
      'path_outside_root',
      `"${path}" is outside of the codebase. Give paths inside "${root}".`,
    );
  }
  return inside.split(sep).join('/');
}
