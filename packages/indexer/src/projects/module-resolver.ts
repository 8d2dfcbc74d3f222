import { dirname, isAbsolute, resolve } from 'node:path';
import ts from 'typescript';
import type { WorkspaceSources } from './workspace-sources.ts';

/** Resolves the module specifiers of one program. */
export interface ModuleResolver {
  resolve(
    specifier: string,
    containingFile: string,
    mode: ts.ResolutionMode,
  ): ts.ResolvedModuleFull | undefined;
}

function extensionOf(path: string): ts.Extension {
  const match = /\.d\.[cm]?ts$|\.[cm]?[jt]sx?$/.exec(path);
  // Every source of the codebase ends in one of these, which are exactly the members of the enum.
  return (match?.[0] ?? '.ts') as ts.Extension;
}

/**
 * TypeScript's own resolution, with one difference: a specifier that leads to a build output of
 * the codebase, or that names one of its packages without leading anywhere (nothing is installed
 * or built), means that package's source.
 */
export function createModuleResolver(
  root: string,
  options: ts.CompilerOptions,
  host: ts.ModuleResolutionHost,
  sources: ReadonlySet<string>,
  workspace: WorkspaceSources,
): ModuleResolver {
  const cache = ts.createModuleResolutionCache(root, (name) => name, options);
  const redirects = new Map<string, string | null>();
  const memoized = (key: string, find: () => string | null): string | null => {
    const known = redirects.get(key);
    if (known !== undefined) return known;
    const found = find();
    redirects.set(key, found);
    return found;
  };
  return {
    resolve(specifier, containingFile, mode) {
      const { resolvedModule } = ts.resolveModuleName(
        specifier,
        containingFile,
        options,
        host,
        cache,
        undefined,
        mode,
      );
      let source: string | null = null;
      if (resolvedModule !== undefined) {
        const path = resolvedModule.resolvedFileName;
        if (sources.has(path) || path.endsWith('.json')) return resolvedModule;
        source = memoized(path, () => workspace.sourceOfOutput(path));
      } else if (specifier.startsWith('.') || isAbsolute(specifier)) {
        const path = resolve(dirname(containingFile), specifier);
        source = memoized(path, () => workspace.sourceOfOutput(path));
      } else {
        source = memoized(`:${specifier}`, () => workspace.sourceOfSpecifier(specifier));
      }
      if (source === null) return resolvedModule;
      return {
        resolvedFileName: source,
        extension: extensionOf(source),
        isExternalLibraryImport: false,
        resolvedUsingTsExtension: false,
      };
    },
  };
}
