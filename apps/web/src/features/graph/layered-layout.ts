import { layeredPlaces, type NumberedGraph } from './layered-places.ts';
import type { Neighbourhood } from './neighbourhood.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the nodes of a neighbourhood stand; see `layeredPlaces`. */
export function layeredLayout(
  start: string,
  neighbourhood: Neighbourhood,
): ReadonlyMap<string, Point> {
  const { names, graph } = numbered(start, neighbourhood);
  return pointsOf(names, layeredPlaces(graph));
}

/** A neighbourhood by numbers; `names` says which node a number is. */
export function numbered(
  start: string,
  { nodes, edges }: Neighbourhood,
): { readonly names: readonly string[]; readonly graph: NumberedGraph } {
  const names = nodes.map(({ fqn }) => fqn).toSorted();
  const index = new Map(names.map((name, at) => [name, at]));
  const ends = edges.flatMap(({ from, to }) => {
    const [source, target] = [index.get(from), index.get(to)];
    return source === undefined || target === undefined ? [] : [source, target];
  });
  const graph = { count: names.length, start: index.get(start) ?? -1, ends: Int32Array.from(ends) };
  return { names, graph };
}

export function pointsOf(
  names: readonly string[],
  places: Float64Array,
): ReadonlyMap<string, Point> {
  return new Map(
    names.map((name, at) => [name, { x: places[2 * at] ?? 0, y: places[2 * at + 1] ?? 0 }]),
  );
}
