import { type Adjacency, valueAt } from './adjacency.ts';

/** Edges that the search in one component may look at; more would take seconds. */
const mostVisits = 2_000_000;

/**
 * A shortest cycle of at least two nodes within a component, from its smallest node on: a
 * breadth-first search from each member in turn, none deeper than the best cycle so far. After
 * `mostVisits` edges the rest of the members is not tried.
 */
export function shortestCycle(
  { offsets, targets }: Adjacency,
  component: Int32Array,
  members: readonly number[],
): readonly number[] {
  let best: readonly number[] = [];
  let visits = 0;
  for (const start of members) {
    const from = new Map<number, number>([[start, start]]);
    let frontier = [start];
    let found: number | null = null;
    for (let length = 1; frontier.length > 0 && found === null; length += 1) {
      if (best.length > 0 && length >= best.length) break;
      const next: number[] = [];
      for (const node of frontier) {
        const end = valueAt(offsets, node + 1);
        for (let at = valueAt(offsets, node); at < end && found === null; at += 1) {
          visits += 1;
          const target = valueAt(targets, at);
          if (target === start && node !== start) found = node;
          if (from.has(target) || component[target] !== component[start]) continue;
          from.set(target, node);
          next.push(target);
        }
      }
      frontier = next;
    }
    if (found !== null) best = trace(from, found, start);
    if (best.length === 2 || visits > mostVisits) break;
  }
  return best;
}

function trace(from: ReadonlyMap<number, number>, last: number, start: number): readonly number[] {
  const nodes: number[] = [];
  for (let node = last; node !== start; node = from.get(node) ?? start) nodes.push(node);
  return [start, ...nodes.reverse()];
}
