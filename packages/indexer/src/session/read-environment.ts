import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IndexInput } from '@clew/contracts';
import ts from 'typescript';
import { hashDetectors } from '../detectors/load-detectors.ts';
import type { ParsedConfig } from '../projects/parse-config.ts';
import type { DiscoveredSources } from '../sources/discover-sources.ts';
import { byText } from '../text-order.ts';

/** Where package managers write down what they installed: pnpm, npm, yarn 1, yarn, bun. */
export const INSTALLED = [
  'node_modules/.pnpm/lock.yaml',
  'node_modules/.modules.yaml',
  'node_modules/.package-lock.json',
  'node_modules/.yarn-integrity',
  'node_modules/.yarn-state.yml',
  'bun.lock',
  'bun.lockb',
];
/** What else decides how sources are read: which folders are packages of the workspace. */
const AT_ROOT = ['pnpm-workspace.yaml'];

/** SHA-256, hexadecimal; null when there is no such file. */
export function hashFile(path: string): string | null {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch {
    // Not there, or not to be read: both count as absent.
    return null;
  }
}

/** The code of the indexer, and whatever data lies beside it: other code may find other facts. */
function hashIndexer(): string {
  const folder = fileURLToPath(new URL('../', import.meta.url));
  const hash = createHash('sha256').update(ts.version);
  const isCode = (name: string) => !/\.(?:test|d)\.ts$|\.map$/.test(name);
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isCode(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort(byText);
  for (const path of names) hash.update(path.slice(folder.length)).update(readFileSync(path));
  return hash.digest('hex');
}

let indexerHash: string | null = null;

function foldersUpwards(root: string): readonly string[] {
  const folders = [root];
  for (let folder = root; dirname(folder) !== folder; folder = dirname(folder)) {
    folders.push(dirname(folder));
  }
  return folders;
}

/** A path as inputs name it: relative to the root, with `/`, also where it lies outside. */
export function inputPath(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}

/**
 * Everything that decides facts beside the texts of modules: the indexer, the compiler, the rules of
 * its detectors, the name of the root folder, manifests, configs with what they extend, and what is installed. Installed packages
 * count as what their package manager wrote down about them; their files are not looked at.
 *
 * Files that a config includes although discovery leaves them out are a part of it too: a generated
 * file can declare globals.
 */
export function readEnvironment(
  root: string,
  discovered: DiscoveredSources,
  configs: readonly ParsedConfig[],
): readonly IndexInput[] {
  indexerHash ??= hashIndexer();
  const found = new Map([
    ['clew:indexer', indexerHash],
    ['clew:root', basename(root)],
    ['clew:detectors', hashDetectors(root)],
  ]);
  const sources = new Set(discovered.sources.map((path) => join(root, path)));
  const included = configs.flatMap(({ fileNames }) =>
    fileNames.filter((path) => !sources.has(path)),
  );
  if (included.length > 0) {
    const names = [...new Set(included.map((path) => inputPath(root, path)))].sort(byText);
    found.set('clew:included', createHash('sha256').update(names.join('\0')).digest('hex'));
  }
  const packages = discovered.manifests.map((path) => dirname(join(root, path)));
  const candidates = [
    ...discovered.manifests.map((path) => join(root, path)),
    ...discovered.configs.map((path) => join(root, path)),
    ...AT_ROOT.map((name) => join(root, name)),
    ...[...foldersUpwards(root), ...packages].flatMap((folder) =>
      INSTALLED.map((name) => join(folder, name)),
    ),
    ...configs.flatMap(({ bases }) => bases.map((path) => resolve(path))),
  ];
  for (const path of candidates) {
    const name = inputPath(root, path);
    if (found.has(name)) continue;
    const hash = hashFile(path);
    if (hash !== null) found.set(name, hash);
  }
  return [...found].map(([path, content_hash]) => ({
    path,
    kind: 'environment',
    content_hash,
    derivation_hash: null,
  }));
}
