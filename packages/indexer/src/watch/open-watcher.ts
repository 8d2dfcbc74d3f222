import { existsSync, type Stats } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { IndexerError } from '../indexer-error.ts';
import { INSTALLED } from '../session/read-environment.ts';
import { type IgnoreRules, ignoreRulesAt } from '../sources/ignore-rules.ts';
import { sourceLanguage } from '../sources/source-language.ts';
import type { PendingChanges } from './pending-changes.ts';

/** Files beside sources that can change facts: configs, manifests, data modules, rules, ignore files. */
function matters(name: string): boolean {
  return sourceLanguage(name) !== null || /\.(?:json|ya?ml|lockb?)$|^\.gitignore$/.test(name);
}

/** What discovery would leave out, by the ignore files as they are now. */
function ignoredBelow(root: string): (path: string, isDirectory: boolean) => boolean {
  const rules = new Map<string, IgnoreRules>([[root, ignoreRulesAt(root)]]);
  const rulesIn = (directory: string): IgnoreRules => {
    const known = rules.get(directory);
    if (known !== undefined) return known;
    const inside = rulesIn(dirname(directory)).enter(directory);
    rules.set(directory, inside);
    return inside;
  };
  return (path, isDirectory) => {
    if (path === root || !path.startsWith(root + sep)) return false;
    return rulesIn(dirname(path)).ignores(path, isDirectory);
  };
}

function failure(cause: unknown): IndexerError {
  const isExhausted =
    cause instanceof Error && 'code' in cause && /^(?:ENOSPC|EMFILE)$/.test(String(cause.code));
  const reason = cause instanceof Error ? cause.message : String(cause);
  const message = isExhausted
    ? `The system watches no more files (${reason}). Raise fs.inotify.max_user_watches, or leave large folders out with .gitignore.`
    : `The codebase cannot be watched: ${reason}`;
  return new IndexerError('watch_failed', message, { cause });
}

/**
 * Follows a folder as discovery sees it: what `.gitignore` leaves out is not followed, nor are links.
 * Resolves when every change from then on is noticed.
 */
export async function openWatcher(
  root: string,
  pending: PendingChanges,
): Promise<{ close(): Promise<void> }> {
  let current: FSWatcher | null = null;
  let isClosed = false;

  const start = (): Promise<void> => {
    const installed = INSTALLED.map((name) => join(root, name)).filter(existsSync);
    const isIgnored = ignoredBelow(root);
    const watcher = watch([root, ...installed], {
      ignoreInitial: true,
      followSymlinks: false,
      ignored: (path: string, stats?: Stats) => {
        if (stats === undefined || installed.includes(path)) return false;
        if (stats.isDirectory()) return isIgnored(path, true);
        return !matters(basename(path)) || isIgnored(path, false);
      },
    });
    current = watcher;
    watcher.on('all', (_event, path) => {
      if (isClosed || current !== watcher) return;
      // What is followed depends on the ignore files, so another one means to follow anew.
      if (basename(path) === '.gitignore') void restart(watcher);
      else pending.add(path);
    });
    watcher.on('error', (error) => pending.fail(failure(error)));
    return new Promise((resolve) => watcher.once('ready', () => resolve()));
  };
  const restart = async (old: FSWatcher): Promise<void> => {
    current = null;
    await old.close();
    if (isClosed) return;
    await start();
    pending.addEverything();
  };

  await start();
  return {
    async close() {
      isClosed = true;
      await current?.close();
    },
  };
}
