import { builtinModules } from 'node:module';
import { splitSourceExtension } from '../sources/source-language.ts';
import { publishedPaths } from './published-paths.ts';

/** What an fqn calls a library, and the package that it comes from. */
export interface LibraryModule {
  /** The part of the fqn before `#`: `effect/Option`, `node:fs`, `typescript/lib`. */
  readonly name: string;
  readonly package: string;
}

const BUILTINS: ReadonlySet<string> = new Set(builtinModules);

/** `@types/x` documents `x`, and `@types/scope__x` documents `@scope/x`. */
export function untypedName(packageName: string): string {
  if (!packageName.startsWith('@types/')) return packageName;
  const bare = packageName.slice('@types/'.length);
  const [scope, name] = bare.split('__');
  return name === undefined ? bare : `@${scope}/${name}`;
}

/** The library that a module specifier names: `node:fs` for `fs`, `@a/b/c` with package `@a/b`. */
export function moduleOfSpecifier(specifier: string): LibraryModule {
  if (specifier.startsWith('node:')) return { name: specifier, package: 'node' };
  if (BUILTINS.has(specifier)) return { name: `node:${specifier}`, package: 'node' };
  const [first = specifier, second = ''] = specifier.split('/');
  return { name: specifier, package: first.startsWith('@') ? `${first}/${second}` : first };
}

/** Where a file lies below the last `node_modules`: its package's folder and name. */
export function installedPackage(path: string): { directory: string; name: string } | null {
  const marker = '/node_modules/';
  const at = path.lastIndexOf(marker);
  if (at === -1) return null;
  const [first = '', second = ''] = path.slice(at + marker.length).split('/');
  const name = first.startsWith('@') ? `${first}/${second}` : first;
  return name === '' ? null : { directory: path.slice(0, at + marker.length) + name, name };
}

/** Names the library module of installed declaration files; published subpaths are read once a package. */
export function createLibraryNamer(): (path: string) => LibraryModule | null {
  const published = new Map<string, ReadonlyMap<string, string>>();
  return (path) => {
    const installed = installedPackage(path);
    if (installed === null) return null;
    const name = untypedName(installed.name);
    let paths = published.get(installed.directory);
    if (paths === undefined) {
      paths = publishedPaths(installed.directory);
      published.set(installed.directory, paths);
    }
    const stem = splitSourceExtension(path)?.stem ?? path;
    const subpath = paths.get(stem) ?? '';
    return { name: subpath === '' ? name : `${name}/${subpath}`, package: name };
  };
}
