import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { PackageMap, ProjectPackage } from '../packages/package-map.ts';
import { splitSourceExtension } from '../sources/source-language.ts';
import type { ParsedConfig } from './parse-config.ts';

/** Maps what module resolution finds (or fails to find) back to the sources of the codebase. */
export interface WorkspaceSources {
  /** The source that a build output inside the root was made from; null when none is found. */
  sourceOfOutput(path: string): string | null;
  /** The source that a bare specifier means, when a package of the codebase has that name. */
  sourceOfSpecifier(specifier: string): string | null;
}

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.d.ts', '.js', '.jsx', '.mjs', '.cjs'];
/** The folders into which builds write by convention, possibly nested as in `dist/esm`. */
const OUTPUT_FOLDERS = new Set(
  'dist build lib out output esm cjs es types typings dts module commonjs'.split(' '),
);
/** Conditions under which packages publish their sources. */
const SOURCE_CONDITIONS = ['source', 'src', 'typescript', 'ts', 'development', 'bun', 'deno'];

function conditionTargets(entry: unknown): readonly string[] {
  if (typeof entry === 'string') return [entry];
  if (Array.isArray(entry)) return entry.flatMap(conditionTargets);
  if (typeof entry !== 'object' || entry === null) return [];
  const rank = (condition: string) => {
    const at = SOURCE_CONDITIONS.indexOf(condition);
    if (at !== -1) return at;
    return condition === 'types' ? SOURCE_CONDITIONS.length : SOURCE_CONDITIONS.length + 1;
  };
  return Object.entries(entry)
    .sort(([a], [b]) => rank(a) - rank(b))
    .flatMap(([, target]) => conditionTargets(target));
}

/** What a manifest publishes under a subpath ('.' or './x'), sources first, then as written. */
function publishedTargets(
  manifest: Readonly<Record<string, unknown>>,
  subpath: string,
): readonly string[] {
  const exported = manifest.exports;
  if (exported !== undefined && exported !== null) {
    const isMap =
      typeof exported === 'object' && Object.keys(exported).some((key) => key.startsWith('.'));
    if (!isMap) return subpath === '.' ? conditionTargets(exported) : [];
    const entries = Object.entries(exported as Record<string, unknown>);
    const exact = entries.find(([key]) => key === subpath);
    if (exact !== undefined) return conditionTargets(exact[1]);
    for (const [key, entry] of entries) {
      const [head, tail] = key.split('*');
      if (head === undefined || tail === undefined) continue;
      if (!subpath.startsWith(head) || !subpath.endsWith(tail)) continue;
      const star = subpath.slice(head.length, subpath.length - tail.length);
      return conditionTargets(entry).map((target) => target.replaceAll('*', star));
    }
    return [];
  }
  if (subpath !== '.') return [subpath];
  const fields = ['source', 'types', 'typings', 'module', 'main'].map((field) => manifest[field]);
  return fields.filter((field): field is string => typeof field === 'string');
}

/**
 * @param root absolute path of the codebase
 * @param sources absolute paths of its sources
 */
export function workspaceSources(
  root: string,
  sources: ReadonlySet<string>,
  packages: PackageMap,
  configs: readonly ParsedConfig[],
): WorkspaceSources {
  const withExtension = (stem: string): string | null => {
    for (const extension of EXTENSIONS) {
      if (sources.has(stem + extension)) return stem + extension;
    }
    return null;
  };
  const asSource = (path: string): string | null => {
    if (sources.has(path)) return path;
    const stem = splitSourceExtension(path)?.stem;
    return (
      (stem === undefined ? null : withExtension(stem)) ??
      withExtension(path) ??
      withExtension(join(path, 'index'))
    );
  };

  const byDeclarationMap = (path: string): string | null => {
    const mapPath = `${path}.map`;
    if (!existsSync(mapPath)) return null;
    try {
      const map = JSON.parse(readFileSync(mapPath, 'utf8')) as {
        readonly sourceRoot?: string;
        readonly sources?: readonly string[];
      };
      const [first] = map.sources ?? [];
      if (first === undefined) return null;
      return asSource(resolve(dirname(mapPath), map.sourceRoot ?? '', first));
    } catch {
      // A damaged map says nothing; the config and the folder conventions still can.
      return null;
    }
  };
  const byConfig = (path: string): string | null => {
    for (const { path: configPath, options } of configs) {
      const rootDir = options.rootDir ?? dirname(configPath);
      for (const out of [options.declarationDir, options.outDir]) {
        if (out === undefined || !path.startsWith(`${out}/`)) continue;
        const inside = relative(out, path);
        const found = asSource(join(rootDir, inside)) ?? asSource(join(rootDir, 'src', inside));
        if (found !== null) return found;
      }
    }
    return null;
  };
  const byConvention = (path: string): string | null => {
    const source = relative(root, path).split('\\').join('/');
    const directory = join(root, packages.packageOf(source).directory);
    const segments = relative(directory, path).split(/[\\/]/);
    for (let drop = 1; drop <= 2 && drop < segments.length; drop += 1) {
      if (!OUTPUT_FOLDERS.has(segments[drop - 1] ?? '')) break;
      const rest = segments.slice(drop).join('/');
      const found = asSource(join(directory, 'src', rest)) ?? asSource(join(directory, rest));
      if (found !== null) return found;
    }
    return null;
  };

  const sourceOfOutput = (path: string): string | null => {
    if (!path.startsWith(`${root}/`)) return null;
    if (relative(root, path).split('/').includes('node_modules')) return null;
    return asSource(path) ?? byDeclarationMap(path) ?? byConfig(path) ?? byConvention(path);
  };

  const sourceInPackage = (target: ProjectPackage, subpath: string): string | null => {
    const directory = join(root, target.directory);
    const published = target.manifest === null ? [] : publishedTargets(target.manifest, subpath);
    for (const path of published) {
      const found = sourceOfOutput(join(directory, path));
      if (found !== null) return found;
    }
    const inside = subpath === '.' ? 'index' : subpath;
    return asSource(join(directory, 'src', inside)) ?? asSource(join(directory, inside));
  };

  return {
    sourceOfOutput,
    sourceOfSpecifier(specifier) {
      const [first = '', second = '', ...rest] = specifier.split('/');
      const scoped = first.startsWith('@');
      const target = packages.byName(scoped ? `${first}/${second}` : first);
      if (target === null) return null;
      const inside = (scoped ? rest : [second, ...rest]).filter((segment) => segment !== '');
      return sourceInPackage(target, inside.length === 0 ? '.' : `./${inside.join('/')}`);
    },
  };
}
