import { dirname } from 'node:path';
import ts from 'typescript';
import type { ModuleResolver } from './module-resolver.ts';
import type { SourceFileCache } from './source-file-cache.ts';

/** The file system as TypeScript sees it, with answers kept for the length of one index run. */
export type CachedFileSystem = Required<
  Pick<
    ts.ModuleResolutionHost,
    'fileExists' | 'readFile' | 'directoryExists' | 'getDirectories' | 'realpath'
  >
>;

function memoize<T>(find: (path: string) => T): (path: string) => T {
  const known = new Map<string, T>();
  return (path) => {
    const found = known.get(path);
    if (found !== undefined || known.has(path)) return found as T;
    const fresh = find(path);
    known.set(path, fresh);
    return fresh;
  };
}

export function cachedFileSystem(): CachedFileSystem {
  const realpath = ts.sys.realpath;
  return {
    fileExists: memoize((path) => ts.sys.fileExists(path)),
    directoryExists: memoize((path) => ts.sys.directoryExists(path)),
    getDirectories: memoize((path) => ts.sys.getDirectories(path)),
    realpath: memoize((path) => realpath?.(path) ?? path),
    readFile: (path) => ts.sys.readFile(path),
  };
}

/** A compiler host that reads through the run's caches and resolves modules with `resolver`. */
export function createIndexingHost(
  directory: string,
  options: ts.CompilerOptions,
  files: CachedFileSystem,
  cache: SourceFileCache,
  resolver: ModuleResolver,
): ts.CompilerHost {
  return {
    ...files,
    getSourceFile: (path, format) => cache.parse(path, format, options),
    getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
    getDefaultLibLocation: () => dirname(ts.getDefaultLibFilePath(options)),
    getCurrentDirectory: () => directory,
    getCanonicalFileName: (path) => (ts.sys.useCaseSensitiveFileNames ? path : path.toLowerCase()),
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getNewLine: () => '\n',
    writeFile: () => undefined,
    jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeInfo,
    resolveModuleNameLiterals: (literals, containingFile, _redirect, settings, containing) =>
      literals.map((literal) => ({
        resolvedModule: resolver.resolve(
          literal.text,
          containingFile,
          ts.getModeForUsageLocation(containing, literal, settings),
        ),
      })),
  };
}
