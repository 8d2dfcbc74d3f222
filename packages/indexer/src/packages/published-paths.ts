import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { splitSourceExtension } from '../sources/source-language.ts';

function targetsOf(entry: unknown): readonly string[] {
  if (typeof entry === 'string') return [entry];
  if (typeof entry !== 'object' || entry === null) return [];
  return Object.values(entry).flatMap(targetsOf);
}

/**
 * Under which subpath an installed package publishes each of its files, by its `exports`:
 * `…/effect/dist/dts/Option.d.ts` is `effect/Option`. Only exact subpaths count; a pattern such as
 * `./internal/*` says where a file lies rather than how it is imported. Keys are absolute paths
 * without extension; files that the main entry publishes map to ''.
 */
export function publishedPaths(packageDirectory: string): ReadonlyMap<string, string> {
  const published = new Map<string, string>();
  const manifestPath = join(packageDirectory, 'package.json');
  if (!existsSync(manifestPath)) return published;
  let exported: unknown;
  try {
    exported = (JSON.parse(readFileSync(manifestPath, 'utf8')) as { exports?: unknown }).exports;
  } catch {
    // The package manager would have refused it; names without a subpath are right then.
    return published;
  }
  if (typeof exported !== 'object' || exported === null) return published;
  const entries = Object.entries(exported).filter(
    ([subpath]) => subpath.startsWith('.') && !subpath.includes('*'),
  );
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [subpath, entry] of entries) {
    for (const target of targetsOf(entry)) {
      const split = splitSourceExtension(target);
      if (split === null || !target.startsWith('./')) continue;
      const stem = join(packageDirectory, split.stem);
      if (!published.has(stem)) published.set(stem, subpath.slice(2));
    }
  }
  return published;
}
