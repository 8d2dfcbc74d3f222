import { realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { ApiError } from '../errors/api-error.ts';

/**
 * Refuses paths that leave the codebase through a link. A file that does not exist is fine, as the
 * index job finds out that it was removed; then the nearest folder above it that exists decides.
 *
 * @throws ApiError `path_outside_root`.
 */
export async function checkPaths(root: string, paths: readonly string[]): Promise<void> {
  const real = await resolved(root);
  if (real === null) return;
  for (const path of paths) {
    const target = await nearest(join(real, path));
    if (target === real || target.startsWith(real + sep)) continue;
    throw new ApiError(
      'path_outside_root',
      'path_outside_root',
      `"${path}" leads out of the codebase. Name files below its root.`,
      { issues: [{ path: 'body.paths', message: `"${path}" leads out of the codebase` }] },
    );
  }
}

/** The path without links, or that of the nearest folder above it that exists. */
async function nearest(path: string): Promise<string> {
  return (await resolved(path)) ?? nearest(dirname(path));
}

/** The path without links, or null when there is nothing there. */
async function resolved(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return null;
    throw error;
  }
}
