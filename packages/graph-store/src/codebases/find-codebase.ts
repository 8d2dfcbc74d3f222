import { realpathSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';
import { GraphError } from '../graph-error.ts';
import { openGraph } from '../open-graph.ts';
import { codebaseGraphPath } from './codebase-path.ts';
import { codebaseNames } from './list-codebases.ts';

/** A codebase and the folder of its sources. */
export interface CodebasePlace {
  readonly name: string;
  readonly root: string;
}

/**
 * The codebase of a `CLEW_HOME` whose sources hold a folder, the innermost of several; null when
 * there is none.
 *
 * @param input.folder an absolute path of a folder that exists
 * @throws GraphError as `openGraph` does, when none was found and a graph could not be read
 */
export function findCodebase({
  ctx: { home },
  input: { folder },
}: {
  readonly ctx: { readonly home: string };
  readonly input: { readonly folder: string };
}): CodebasePlace | null {
  const place = realpathSync(folder);
  let found: CodebasePlace | null = null;
  let unreadable: GraphError | null = null;
  for (const name of codebaseNames(home)) {
    try {
      const root = rootOf(codebaseGraphPath(home, name));
      if (root === null || !holds(root, place)) continue;
      if (found === null || root.length > found.root.length) found = { name, root };
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      unreadable ??= error;
    }
  }
  if (found === null && unreadable !== null) throw unreadable;
  return found;
}

function rootOf(path: string): string | null {
  const graph = openGraph(path, { readonly: true });
  try {
    const row = graph.prepare<[], { root: string }>('select root from codebase where id = 1').get();
    return row?.root ?? null;
  } finally {
    graph.close();
  }
}

function holds(root: string, place: string): boolean {
  const way = relative(root, place);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
