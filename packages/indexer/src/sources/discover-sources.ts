import { type Dirent, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { FileFailure } from '@clew/contracts';
import { type IgnoreRules, ignoreRulesAt } from './ignore-rules.ts';
import { sourceLanguage, splitSourceExtension } from './source-language.ts';

/** What a walk of the codebase finds. Paths are relative to the root, with `/`, sorted. */
export interface DiscoveredSources {
  readonly sources: readonly string[];
  /** `tsconfig*.json` and `jsconfig.json`. */
  readonly configs: readonly string[];
  readonly manifests: readonly string[];
  /** Folders that could not be read. */
  readonly failures: readonly FileFailure[];
}

const CONFIG = /^(?:tsconfig(?:\..+)?|jsconfig)\.json$/;
const MINIFIED = /\.min\.[cm]?js$/;

/** Output that stands beside its source: `a.js` or `a.d.ts` next to `a.ts`. */
function isOutputBeside(name: string, siblings: ReadonlySet<string>): boolean {
  const split = splitSourceExtension(name);
  if (split === null) return false;
  const { stem, extension } = split;
  const flavour = /[cm](?=[jt]s)/.exec(extension)?.[0] ?? '';
  const isOutput = extension.startsWith('.d.') || extension.includes('js');
  if (!isOutput) return false;
  return siblings.has(`${stem}.${flavour}ts`) || (flavour === '' && siblings.has(`${stem}.tsx`));
}

/**
 * Walks a codebase for everything that an index run reads. Symbolic links are not followed, so a
 * loop cannot trap it and nothing outside the root is found; ignored folders are not entered.
 */
export function discoverSources(root: string): DiscoveredSources {
  const found = {
    sources: [] as string[],
    configs: [] as string[],
    manifests: [] as string[],
    failures: [] as FileFailure[],
  };
  const sourcePath = (path: string) => relative(root, path).split(sep).join('/');

  const walk = (directory: string, rules: IgnoreRules): void => {
    let entries: Dirent[];
    try {
      entries = readdirSync(directory, { withFileTypes: true });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      found.failures.push({
        path: sourcePath(directory),
        message: `The folder cannot be read: ${message}`,
        line: null,
      });
      return;
    }
    const names = new Set(entries.map((entry) => entry.name));
    for (const entry of entries) {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) {
        if (!rules.ignores(path, true)) walk(path, rules.enter(path));
        continue;
      }
      if (!entry.isFile()) continue;
      const isConfig = CONFIG.test(entry.name);
      const isManifest = entry.name === 'package.json';
      const isSource =
        sourceLanguage(entry.name) !== null &&
        !MINIFIED.test(entry.name) &&
        !isOutputBeside(entry.name, names);
      if (!(isConfig || isManifest || isSource) || rules.ignores(path, false)) continue;
      if (isConfig) found.configs.push(sourcePath(path));
      if (isManifest) found.manifests.push(sourcePath(path));
      if (isSource) found.sources.push(sourcePath(path));
    }
  };
  walk(root, ignoreRulesAt(root));
  found.sources.sort();
  found.configs.sort();
  found.manifests.sort();
  return found;
}
