import { dirname } from 'node:path';
import ts from 'typescript';
import { type CachedFileSystem, createIndexingHost } from './compiler-host.ts';
import type { Project } from './discover-projects.ts';
import { groupProjects, indexingOptions } from './group-projects.ts';
import { createModuleResolver, type ModuleResolver } from './module-resolver.ts';
import { reachesOtherFiles } from './reaches-other-files.ts';
import type { SourceFileCache } from './source-file-cache.ts';
import type { WorkspaceSources } from './workspace-sources.ts';

/** A program, with the sources (absolute paths, sorted) whose facts are taken from it. */
export interface OpenProgram {
  readonly program: ts.Program;
  readonly resolver: ModuleResolver;
  readonly projects: readonly Project[];
  readonly owned: readonly string[];
}

export interface ProgramContext {
  readonly root: string;
  readonly sources: ReadonlySet<string>;
  readonly files: CachedFileSystem;
  readonly cache: SourceFileCache;
  readonly workspace: WorkspaceSources;
}

/**
 * Opens the program of some projects. With `previous`, a program of the same projects over the same
 * set of files, what it resolved is used again, and only files whose text changed are looked at.
 */
export function openProgram(
  context: ProgramContext,
  projects: readonly Project[],
  previous: OpenProgram | null = null,
): OpenProgram {
  const [first] = projects;
  const directory =
    first === undefined || first.config === null ? context.root : dirname(first.config.path);
  const options = previous?.program.getCompilerOptions() ?? indexingOptions(first?.options ?? {});
  const resolver =
    previous?.resolver ??
    createModuleResolver(context.root, options, context.files, context.sources, context.workspace);
  const host = createIndexingHost(directory, options, context.files, context.cache, resolver);
  const rootNames = [...new Set(projects.flatMap((project) => project.rootNames))].sort();
  const program = ts.createProgram({
    rootNames,
    options,
    host,
    ...(previous === null ? {} : { oldProgram: previous.program }),
  });
  const owned = projects.flatMap((project) => project.owned).sort();
  return { program, resolver, projects, owned };
}

function declaresGlobals(open: OpenProgram, project: Project): boolean {
  return project.rootNames.some((path) => {
    const file = open.program.getSourceFile(path);
    return file !== undefined && reachesOtherFiles(file);
  });
}

/**
 * Opens the programs of a codebase one at a time, so that each can be freed before the next. A
 * project whose files reach beyond themselves (scripts, `declare global`, `declare module`) gets a
 * program of its own: in a shared one its globals would be seen by its neighbours.
 */
export function* openPrograms(
  context: ProgramContext,
  projects: readonly Project[],
): Generator<OpenProgram> {
  for (const group of groupProjects(projects, context.root, context.files)) {
    const shared = openProgram(context, group);
    const apart =
      group.length === 1 ? [] : group.filter((project) => declaresGlobals(shared, project));
    if (apart.length === 0) {
      yield shared;
      continue;
    }
    const together = group.filter((project) => !apart.includes(project));
    if (together.length > 0) yield openProgram(context, together);
    for (const project of apart) yield openProgram(context, [project]);
  }
}
