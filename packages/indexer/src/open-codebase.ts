import { join } from 'node:path';
import type { FileFailure, IndexInput } from '@clew/contracts';
import { type Detectors, loadDetectors } from './detectors/load-detectors.ts';
import { type Codebase, describeCodebase } from './facts/codebase.ts';
import { createTargetFinder, type TargetFinder } from './facts/target-finder.ts';
import { mapPackages } from './packages/package-map.ts';
import { cachedFileSystem } from './projects/compiler-host.ts';
import { discoverProjects, type Project } from './projects/discover-projects.ts';
import type { ProgramContext } from './projects/open-programs.ts';
import { createSourceFileCache, type SourceFileCache } from './projects/source-file-cache.ts';
import { workspaceSources } from './projects/workspace-sources.ts';
import { readEnvironment } from './session/read-environment.ts';
import { resolveRoot } from './sources/codebase-root.ts';
import { type DiscoveredSources, discoverSources } from './sources/discover-sources.ts';

/** A codebase before anything is type-checked: what there is, what owns it, and what is wrong with it. */
export interface OpenCodebase {
  readonly root: string;
  readonly discovered: DiscoveredSources;
  readonly codebase: Codebase;
  readonly finder: TargetFinder;
  readonly cache: SourceFileCache;
  /** Projects with the sources that they own; unusable sources are left out. */
  readonly projects: readonly Project[];
  readonly programs: ProgramContext;
  readonly detectors: Detectors;
  readonly failures: readonly FileFailure[];
  /** All that facts depend on beside the texts of modules, each with its hash. */
  readonly environment: readonly IndexInput[];
}

/**
 * Walks a codebase, reads its manifests, configs and sources; with the cache of an earlier reading,
 * only what the caller made it forget.
 *
 * @throws IndexerError when the root is unusable
 */
export function openCodebase(givenRoot: string, cache = createSourceFileCache()): OpenCodebase {
  const root = resolveRoot(givenRoot);
  const discovered = discoverSources(root);
  const packages = mapPackages(root, discovered.manifests);
  const sources = new Set(discovered.sources.map((path) => join(root, path)));
  const found = discoverProjects(root, discovered.sources, discovered.configs);
  cache.cover(sources);

  const unusable: FileFailure[] = [];
  const usable = new Set<string>();
  for (const sourcePath of discovered.sources) {
    const path = join(root, sourcePath);
    const { problem } = cache.read(path);
    if (problem === null) usable.add(path);
    else unusable.push({ path: sourcePath, message: problem, line: null });
  }
  const projects = found.projects.map((project) => ({
    ...project,
    owned: project.owned.filter((path) => usable.has(path)),
  }));
  const codebase = describeCodebase(root, packages, usable);
  const detectors = loadDetectors(root);
  return {
    root,
    discovered,
    codebase,
    finder: createTargetFinder(codebase),
    cache,
    projects: projects.filter(({ owned }) => owned.length > 0),
    programs: {
      root,
      sources,
      files: cachedFileSystem(),
      cache,
      workspace: workspaceSources(root, sources, packages, found.configs),
    },
    detectors,
    failures: [
      ...discovered.failures,
      ...packages.failures,
      ...found.failures,
      ...detectors.failures,
      ...unusable,
    ],
    environment: readEnvironment(root, discovered, found.configs),
  };
}
