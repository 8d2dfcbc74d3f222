import { readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';

/** Larger files are not indexed either. */
const maxBytes = 2 * 1024 * 1024;

/**
 * Lines of a source as it is now; null when it cannot be read, is too large, or leads out of the
 * codebase through a link.
 *
 * @param input.first from 1; the whole file when it is null
 */
export function readSourceLines({
  input: { root, file, first, last },
}: {
  readonly input: {
    /** Folder of the codebase. */
    readonly root: string;
    readonly file: string;
    readonly first: number | null;
    readonly last: number | null;
  };
}): string | null {
  try {
    const path = realpathSync(join(root, file));
    if (!path.startsWith(realpathSync(root) + sep) || statSync(path).size > maxBytes) return null;
    const text = readFileSync(path, 'utf8').trimEnd();
    if (first === null) return text;
    return text
      .split(/\r?\n/)
      .slice(first - 1, last ?? first)
      .join('\n');
  } catch {
    // Whatever keeps it from being read, there is no source to show.
    return null;
  }
}
