import { existsSync } from 'node:fs';
import { distance } from 'fastest-levenshtein';
import { GraphError } from '../graph-error.ts';
import { type Graph, type OpenGraphOptions, openGraph } from '../open-graph.ts';
import { codebaseGraphPath } from './codebase-path.ts';
import { codebaseNames } from './list-codebases.ts';

/**
 * Opens the graph of a codebase of a `CLEW_HOME`. The caller closes it.
 *
 * @throws GraphError `name_invalid`, `codebase_not_found` with close names, or as `openGraph` does.
 */
export function openCodebase({
  ctx: { home },
  input: { name, ...options },
}: {
  readonly ctx: { readonly home: string };
  readonly input: { readonly name: string } & OpenGraphOptions;
}): Graph {
  return openGraph(existingGraphPath(home, name), options);
}

/**
 * The path of the graph of a codebase that exists.
 *
 * @throws GraphError `name_invalid`, `codebase_not_found`
 */
export function existingGraphPath(home: string, name: string): string {
  const path = codebaseGraphPath(home, name);
  if (existsSync(path)) return path;
  const names = codebaseNames(home);
  const suggestions = names
    .map((each) => ({ each, far: distance(name, each) }))
    .filter(({ far }) => far <= Math.max(2, Math.ceil(name.length / 2)))
    .sort((a, b) => a.far - b.far)
    .slice(0, 5)
    .map(({ each }) => each);
  const hint =
    suggestions.length > 0
      ? `Did you mean ${suggestions.map((each) => `"${each}"`).join(', ')}?`
      : 'Create it first, with its name and the folder of its sources.';
  throw new GraphError('codebase_not_found', `There is no codebase "${name}". ${hint}`, {
    suggestions,
  });
}
