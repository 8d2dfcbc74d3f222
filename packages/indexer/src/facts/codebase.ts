import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import ts from 'typescript';
import { createLibraryNamer, type LibraryModule } from '../packages/library-module.ts';
import type { PackageMap } from '../packages/package-map.ts';

/** The codebase as naming needs it: what is a source, and which package any file belongs to. */
export interface Codebase {
  readonly root: string;
  readonly packages: PackageMap;
  /** True for the absolute path of a source that this index covers. */
  isSource(path: string): boolean;
  /** Path relative to the root, with `/`; only for files inside the root. */
  sourcePath(path: string): string;
  /** The module name of a file that is not a source of the codebase. */
  libraryModule(path: string): LibraryModule;
  /** The fqn of a file inside the root that is not indexed (ignored, unparsable, not a program). */
  unindexedFqn(path: string): { fqn: string; package: string } | null;
}

const LANGUAGE_FOLDER = dirname(ts.getDefaultLibFilePath({}));

function manifestName(directory: string): string | null {
  const path = join(directory, 'package.json');
  if (!existsSync(path)) return null;
  try {
    const { name } = JSON.parse(readFileSync(path, 'utf8')) as { name?: unknown };
    return typeof name === 'string' && name !== '' ? name : null;
  } catch {
    // Not our manifest to judge: the folder's name serves as well.
    return null;
  }
}

/** A file outside the root and outside `node_modules`: the package around it names it. */
function neighbour(path: string): LibraryModule {
  for (let directory = dirname(path); dirname(directory) !== directory; ) {
    const name = manifestName(directory);
    if (name !== null) {
      const inside = relative(directory, path).split(sep).join('/');
      return { name: `${name}/${inside}`, package: name };
    }
    directory = dirname(directory);
  }
  const folder = basename(dirname(path)) || 'root';
  return { name: `${folder}/${basename(path)}`, package: folder };
}

export function describeCodebase(
  root: string,
  packages: PackageMap,
  sources: ReadonlySet<string>,
): Codebase {
  const prefix = `${root}/`;
  const nameLibrary = createLibraryNamer();
  const modules = new Map<string, LibraryModule>();
  const libraryModule = (path: string): LibraryModule => {
    if (path.startsWith(`${LANGUAGE_FOLDER}/lib.`)) {
      return { name: 'typescript/lib', package: 'typescript' };
    }
    return nameLibrary(path) ?? neighbour(path);
  };
  return {
    root,
    packages,
    isSource: (path) => sources.has(path),
    sourcePath: (path) => path.slice(prefix.length),
    libraryModule(path) {
      let found = modules.get(path);
      if (found === undefined) {
        found = libraryModule(path);
        modules.set(path, found);
      }
      return found;
    },
    unindexedFqn(path) {
      if (!path.startsWith(prefix)) return null;
      const inside = path.slice(prefix.length);
      if (inside.split('/').includes('node_modules')) return null;
      return { fqn: packages.fileFqn(inside), package: packages.packageOf(inside).name };
    },
  };
}
