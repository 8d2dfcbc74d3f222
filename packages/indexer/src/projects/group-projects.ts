import { dirname } from 'node:path';
import ts from 'typescript';
import type { Project } from './discover-projects.ts';

/** Options that only shape the output, so that projects that differ in them can share a program. */
const OUTPUT_OPTIONS: ReadonlySet<string> = new Set([
  'assumeChangesOnlyAffectDirectDependencies',
  'composite',
  'configFilePath',
  'declaration',
  'declarationDir',
  'declarationMap',
  'disableReferencedProjectLoad',
  'disableSolutionSearching',
  'disableSourceOfProjectReferenceRedirect',
  'emitDeclarationOnly',
  'incremental',
  'inlineSourceMap',
  'inlineSources',
  'mapRoot',
  'newLine',
  'noEmit',
  'noEmitHelpers',
  'noEmitOnError',
  'noUnusedLocals',
  'noUnusedParameters',
  'outDir',
  'outFile',
  'preserveConstEnums',
  'removeComments',
  'rootDir',
  'skipDefaultLibCheck',
  'skipLibCheck',
  'sourceMap',
  'sourceRoot',
  'stripInternal',
  'tsBuildInfoFile',
]);

/** Above this many sources a shared program costs more memory than the sharing saves time. */
const MAX_SHARED_SOURCES = 4000;

/** The options with which a program is made for indexing: everything is read, nothing is written. */
export function indexingOptions(options: ts.CompilerOptions): ts.CompilerOptions {
  return {
    ...options,
    allowJs: true,
    checkJs: false,
    maxNodeModuleJsDepth: 0,
    noEmit: true,
    composite: false,
    incremental: false,
    declaration: false,
    skipLibCheck: true,
    skipDefaultLibCheck: true,
  };
}

function sharingKey(project: Project, root: string, host: ts.ModuleResolutionHost): string {
  const directory = project.config === null ? root : dirname(project.config.path);
  const options = Object.entries(project.options)
    .filter(([name]) => !OUTPUT_OPTIONS.has(name))
    .filter(([name]) => name !== 'pathsBasePath' || project.options.paths !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  // The ambient types of a project decide its globals, and they are found from its own folder.
  const typeHost = { ...host, getCurrentDirectory: () => directory };
  const ambient = ts
    .getAutomaticTypeDirectiveNames(project.options, typeHost)
    .map((name) => {
      const found = ts.resolveTypeReferenceDirective(
        name,
        `${directory}/__inferred type names__.ts`,
        project.options,
        typeHost,
      ).resolvedTypeReferenceDirective;
      return `${name}=${found?.resolvedFileName ?? ''}`;
    })
    .sort();
  return JSON.stringify([options, ambient]);
}

/**
 * Groups projects that compile alike, so that a monorepo of many packages is type-checked once
 * and not once a package. A group's projects become one program; whether their global
 * declarations allow that is only known once they are parsed.
 */
export function groupProjects(
  projects: readonly Project[],
  root: string,
  host: ts.ModuleResolutionHost,
): readonly (readonly Project[])[] {
  const open = new Map<string, Project[]>();
  const groups: Project[][] = [];
  for (const project of projects) {
    const key = sharingKey(project, root, host);
    const group = open.get(key);
    const size = group?.reduce((sum, member) => sum + member.rootNames.length, 0) ?? 0;
    if (group !== undefined && size + project.rootNames.length <= MAX_SHARED_SOURCES) {
      group.push(project);
      continue;
    }
    const fresh = [project];
    open.set(key, fresh);
    groups.push(fresh);
  }
  return groups;
}
