import { basename, dirname, join } from 'node:path';
import type { FileFailure } from '@clew/contracts';
import ts from 'typescript';
import { byText } from '../text-order.ts';
import { type ParsedConfig, parseConfig } from './parse-config.ts';

/** A config and the sources that it owns; `config` null holds the sources that no config includes. */
export interface Project {
  readonly config: ParsedConfig | null;
  readonly options: ts.CompilerOptions;
  /** Absolute paths of everything the program starts from, owned or not. */
  readonly rootNames: readonly string[];
  /** Absolute paths of the sources that this project indexes, sorted. */
  readonly owned: readonly string[];
}

/** Options for sources that no config includes: the most permissive reading of the language. */
export const DEFAULT_OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  jsx: ts.JsxEmit.Preserve,
  strict: true,
  esModuleInterop: true,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  experimentalDecorators: true,
};

/** The order in which the configs of one folder are asked for a source. */
function rank(path: string): string {
  const name = basename(path);
  if (name === 'tsconfig.json') return '0';
  return name === 'jsconfig.json' ? '2' : `1${name}`;
}

/** A config, then the configs that it references, breadth first, each once. */
function withReferences(
  start: ParsedConfig,
  byPath: ReadonlyMap<string, ParsedConfig>,
): readonly ParsedConfig[] {
  const ordered = new Set([start]);
  for (const config of ordered) {
    for (const reference of config.references) {
      const referenced = byPath.get(reference);
      if (referenced !== undefined) ordered.add(referenced);
    }
  }
  return [...ordered];
}

/**
 * Decides which project indexes each source, so that a source in several projects is indexed once:
 * the nearest folder upwards whose configs include it. Within a folder `tsconfig.json` comes
 * first, then what it references, then `tsconfig.*.json` by name, then `jsconfig.json`. A source
 * that no enclosing folder's config includes goes to the first config by path that does include
 * it, and else to the default project.
 */
export function discoverProjects(
  root: string,
  sources: readonly string[],
  configPaths: readonly string[],
): {
  projects: readonly Project[];
  configs: readonly ParsedConfig[];
  failures: readonly FileFailure[];
} {
  const failures: FileFailure[] = [];
  const configs: ParsedConfig[] = [];
  for (const sourcePath of configPaths) {
    const parsed = parseConfig(join(root, sourcePath), sourcePath);
    configs.push(parsed.config);
    failures.push(...parsed.failures);
  }
  configs.sort(
    (a, b) => byText(dirname(a.path), dirname(b.path)) || byText(rank(a.path), rank(b.path)),
  );

  const byPath = new Map(configs.map((config) => [config.path, config]));
  const included = new Map(configs.map((config) => [config, new Set(config.fileNames)]));
  const candidates = new Map<string, ParsedConfig[]>();
  for (const config of configs) {
    const directory = dirname(config.path);
    const list = candidates.get(directory) ?? [];
    for (const candidate of withReferences(config, byPath)) {
      if (!list.includes(candidate)) list.push(candidate);
    }
    candidates.set(directory, list);
  }

  const ownerOf = (path: string): ParsedConfig | null => {
    for (let directory = dirname(path); ; directory = dirname(directory)) {
      for (const config of candidates.get(directory) ?? []) {
        if (included.get(config)?.has(path)) return config;
      }
      if (directory === root || dirname(directory) === directory) break;
    }
    return configs.find((config) => included.get(config)?.has(path)) ?? null;
  };

  const owned = new Map<ParsedConfig | null, string[]>();
  for (const source of sources) {
    const path = join(root, source);
    const owner = ownerOf(path);
    const list = owned.get(owner);
    if (list === undefined) owned.set(owner, [path]);
    else list.push(path);
  }

  const projects: Project[] = [];
  for (const config of configs) {
    const own = owned.get(config);
    if (own === undefined) continue;
    projects.push({
      config,
      options: config.options,
      rootNames: config.fileNames,
      owned: own.sort(),
    });
  }
  const orphans = owned.get(null);
  if (orphans !== undefined) {
    projects.push({
      config: null,
      options: DEFAULT_OPTIONS,
      rootNames: orphans.sort(),
      owned: orphans,
    });
  }
  return { projects, configs, failures };
}
