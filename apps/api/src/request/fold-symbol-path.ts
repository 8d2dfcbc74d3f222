import { type RouteSpec, routes } from '@clew/contracts/api';

const symbolPath = /^(\/api\/v1\/codebases\/[^/]+\/symbols\/)(.+)$/;

/** The last segments of routes below a symbol. */
const below: ReadonlySet<string> = new Set(
  Object.values<RouteSpec>(routes).flatMap(
    ({ path }) => /\/symbols\/\{fqn\}\/([^/]+)$/.exec(path)?.[1] ?? [],
  ),
);

/**
 * Makes a fully qualified name in a path one segment when its slashes were sent as they are. A path
 * whose name is encoded, as it should be, is not changed. When an unencoded name itself ends in
 * `/callers` or the like, the route of that name wins.
 */
export function foldSymbolPath(path: string): string {
  const match = symbolPath.exec(path);
  const [, head, tail] = match ?? [];
  if (head === undefined || tail === undefined || !tail.includes('/')) return path;
  const cut = tail.lastIndexOf('/');
  const last = tail.slice(cut + 1);
  return below.has(last)
    ? `${head}${tail.slice(0, cut).replaceAll('/', '%2F')}/${last}`
    : `${head}${tail.replaceAll('/', '%2F')}`;
}
