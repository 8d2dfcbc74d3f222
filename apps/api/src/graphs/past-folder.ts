import { existsSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { schemaVersion } from '@clew/graph-store';

/** A graph of which graphs of the past are kept. */
export interface KeptGraph {
  readonly name: string;
  readonly identity: string;
}

/**
 * The files of graphs of the past in a `CLEW_HOME`: `cache/graphs/<codebase>/<which one of the name>/
 * <schema>/<last change>.db`. They can all be made again, so any of them may go at any time; the size
 * of all together is held below `mostBytes` by removing what was not asked for the longest.
 */
export interface PastFolder {
  pathOf(graph: KeptGraph, change: number): string;
  /** The earliest kept graph that is not before a change, from which one before can be made. */
  earliestFrom(graph: KeptGraph, change: number): string | null;
  /** Notes that somebody asked for a file. False when it is not there. */
  touch(path: string): boolean;
  /** Removes files, and drafts that somebody left, until the rest is small enough. */
  trim(justMade: string): void;
  /** Removes everything of a codebase. */
  forget(name: string): void;
}

/** A draft that is older was left by a process that ended. */
const abandonedMs = 3_600_000;

export function openPastFolder({
  home,
  mostBytes,
}: {
  readonly home: string;
  readonly mostBytes: number;
}): PastFolder {
  const root = join(home, 'cache', 'graphs');
  const folderOf = ({ name, identity }: KeptGraph) =>
    join(root, name, identity.replaceAll(/[^\w.-]/g, '-'), schemaVersion());
  return {
    pathOf: (graph, change) => join(folderOf(graph), `${change}.db`),
    earliestFrom(graph, change) {
      const folder = folderOf(graph);
      if (!existsSync(folder)) return null;
      const kept = readdirSync(folder)
        .flatMap((file) => /^(\d+)\.db$/.exec(file)?.[1] ?? [])
        .map(Number)
        .filter((each) => each >= change)
        .sort((a, b) => a - b);
      return kept[0] === undefined ? null : join(folder, `${kept[0]}.db`);
    },
    touch(path) {
      if (!existsSync(path)) return false;
      const now = new Date();
      utimesSync(path, now, now);
      return true;
    },
    trim(justMade) {
      const files = existsSync(root)
        ? readdirSync(root, { recursive: true, withFileTypes: true }).flatMap((entry) => {
            const path = join(entry.parentPath, entry.name);
            const stat = entry.isFile() ? statSync(path, { throwIfNoEntry: false }) : undefined;
            return stat === undefined ? [] : [{ path, size: stat.size, used: stat.mtimeMs }];
          })
        : [];
      for (const { path, used } of files) {
        if (path.includes('.draft') && Date.now() - used > abandonedMs)
          rmSync(path, { force: true });
      }
      const sizes = new Map(files.map(({ path, size }) => [path, size]));
      let bytes = files.reduce((sum, { size }) => sum + size, 0);
      const graphs = files.filter(({ path }) => path.endsWith('.db') && path !== justMade);
      for (const { path } of graphs.sort((a, b) => a.used - b.used)) {
        if (bytes <= mostBytes) return;
        for (const each of [path, `${path}-wal`, `${path}-shm`]) {
          rmSync(each, { force: true });
          bytes -= sizes.get(each) ?? 0;
        }
      }
    },
    forget: (name) => rmSync(join(root, name), { recursive: true, force: true }),
  };
}
