import { readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

/** One graph file, whatever its state. */
export interface GraphFile {
  /** Name of the codebase, or of the file where it belongs to none. */
  readonly name: string;
  readonly path: string;
}

/**
 * The graphs to work on: those files when any are given, else the graph of every codebase. A folder
 * without a graph is one that was never completed; it is not listed.
 */
export function findGraphs(codebasesDir: string, files: readonly string[]): readonly GraphFile[] {
  if (files.length > 0) {
    return files.map((file) => ({ name: basename(file), path: resolve(file) }));
  }
  if (!isThere(codebasesDir)) return [];
  return readdirSync(codebasesDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => ({ name: entry.name, path: join(codebasesDir, entry.name, 'graph.db') }))
    .filter(({ path }) => isThere(path))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
