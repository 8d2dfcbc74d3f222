import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** Never walked, whatever the ignore files say: installed packages, build output, version control. */
const NEVER = new Set(['node_modules', 'bower_components', 'dist', '.git', '.hg', '.svn', '.yarn']);

interface Layer {
  readonly directory: string;
  readonly rules: Ignore;
}

/**
 * The ignore rules in force in one directory: a stack of `.gitignore` files from the top of the
 * git working tree down. As in git, the deepest file that has an opinion decides.
 */
export interface IgnoreRules {
  ignores(path: string, isDirectory: boolean): boolean;
  /** The rules inside `directory`, with its own `.gitignore` on top. */
  enter(directory: string): IgnoreRules;
}

function layerOf(directory: string, file: string): Layer | null {
  if (!existsSync(file)) return null;
  return { directory, rules: ignore().add(readFileSync(file, 'utf8')) };
}

function rulesFrom(layers: readonly Layer[]): IgnoreRules {
  return {
    ignores(path, isDirectory) {
      const name = path.slice(path.lastIndexOf(sep) + 1);
      if (isDirectory && NEVER.has(name)) return true;
      for (let index = layers.length - 1; index >= 0; index -= 1) {
        const layer = layers[index];
        if (layer === undefined) continue;
        const local = relative(layer.directory, path).split(sep).join('/');
        const verdict = layer.rules.test(isDirectory ? `${local}/` : local);
        if (verdict.ignored) return true;
        if (verdict.unignored) return false;
      }
      return false;
    },
    enter(directory) {
      const layer = layerOf(directory, join(directory, '.gitignore'));
      return layer === null ? this : rulesFrom([...layers, layer]);
    },
  };
}

/** The folders from the top of the git working tree down to the parent of `root`; null without git. */
function foldersAbove(root: string): readonly string[] | null {
  const above: string[] = [];
  for (let directory = root; ; directory = dirname(directory)) {
    if (existsSync(join(directory, '.git'))) return above;
    if (dirname(directory) === directory) return null;
    above.unshift(dirname(directory));
  }
}

/**
 * The rules at the root of a codebase. When the root lies inside a git working tree, the ignore
 * files between the top of that tree and the root count too, and so does `.git/info/exclude`;
 * unless they ignore the root itself, for then it was asked for in spite of them.
 */
export function ignoreRulesAt(root: string): IgnoreRules {
  const above = foldersAbove(root);
  if (above === null) return rulesFrom([]).enter(root);
  const top = above[0] ?? root;
  const exclude = layerOf(top, join(top, '.git', 'info', 'exclude'));
  let rules = rulesFrom(exclude === null ? [] : [exclude]);
  for (const directory of above) rules = rules.enter(directory);
  const rootIsIgnored = above.length > 0 && rules.ignores(root, true);
  return (rootIsIgnored ? rulesFrom([]) : rules).enter(root);
}
