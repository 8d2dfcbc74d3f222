import { dirname } from 'node:path';
import ts from 'typescript';
import { type CachedFileSystem, createIndexingHost } from './compiler-host.ts';
import type { Project } from './discover-projects.ts';
import { groupProjects, indexingOptions } from './group-projects.ts';
import { createModuleResolver, type ModuleResolver } from './module-resolver.ts';
import type { SourceFileCache } from './source-file-cache.ts';
import type { WorkspaceSources } from './workspace-sources.ts';

/** A program, with the sources (absolute paths, sorted) whose facts are taken from it. */
export interface OpenProgram {
  readonly program: ts.Program;
  readonly resolver: ModuleResolver;
  readonly owned: readonly string[];
}

export interface ProgramContext {
  readonly root: string;
  readonly sources: ReadonlySet<string>;
  readonly files: CachedFileSystem;
  readonly cache: SourceFileCache;
  readonly workspace: WorkspaceSources;
}

function createProgram(context: ProgramContext, projects: readonly Project[]): OpenProgram {
  const [first] = projects;
  const directory =
    first === undefined || first.config === null ? context.root : dirname(first.config.path);
  const options = indexingOptions(first?.options ?? {});
  const resolver = createModuleResolver(
    context.root,
    options,
    context.files,
    context.sources,
    context.workspace,
  );
  const host = createIndexingHost(directory, options, context.files, context.cache, resolver);
  const rootNames = new Set(projects.flatMap((project) => project.rootNames));
  const program = ts.createProgram({ rootNames: [...rootNames].sort(), options, host });
  const owned = projects.flatMap((project) => project.owned).sort();
  return { program, resolver, owned };
}

/** True when a file adds to the global scope or to another module, for every file of its program. */
function reachesOtherFiles(file: ts.SourceFile): boolean {
  if (!ts.isExternalModule(file)) return true;
  return file.statements.some(
    (statement) =>
      (ts.isModuleDeclaration(statement) && ts.isStringLiteral(statement.name)) ||
      (ts.isModuleDeclaration(statement) &&
        (statement.flags & ts.NodeFlags.GlobalAugmentation) !== 0),
  );
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
    const shared = createProgram(context, group);
    const apart =
      group.length === 1 ? [] : group.filter((project) => declaresGlobals(shared, project));
    if (apart.length === 0) {
      yield shared;
      continue;
    }
    const together = group.filter((project) => !apart.includes(project));
    if (together.length > 0) yield createProgram(context, together);
    for (const project of apart) yield createProgram(context, [project]);
  }
}
