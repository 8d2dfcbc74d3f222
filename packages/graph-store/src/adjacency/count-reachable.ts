import { type Adjacency, valueAt } from './adjacency.ts';
import { stronglyConnected } from './strongly-connected.ts';

/** Hashes kept for each component: the standard error is about 1 / √(k − 2), 13 percent. */
const kept = 64;

/**
 * How many other nodes each node reaches: exact below 64, beyond that an estimate in linear time. For
 * every component the smallest of evenly spread hashes of the nodes that it reaches are kept; how
 * small the last one is tells how many there are.
 *
 * Cohen, "Size-Estimation Framework with Applications to Transitive Closure and Reachability"
 * (Journal of Computer and System Sciences 55, 1997), in its bottom-k form.
 */
export function estimateReachable(adjacency: Adjacency): Float64Array {
  const { size, offsets, targets } = adjacency;
  const { component, count } = stronglyConnected(adjacency);
  const members = Array.from({ length: count }, (): number[] => []);
  for (let node = 0; node < size; node += 1) members[valueAt(component, node)]?.push(node);
  const sketches: (readonly number[])[] = [];
  const reachable = new Float64Array(size);
  // Edges lead to smaller numbers, so what a component reaches is known before it is.
  for (const [number, nodes] of members.entries()) {
    const hashes = new Set(nodes.map(hashOf));
    const merged = new Set<number>();
    for (const node of nodes) {
      const end = valueAt(offsets, node + 1);
      for (let at = valueAt(offsets, node); at < end; at += 1) {
        const target = valueAt(component, valueAt(targets, at));
        if (target === number || merged.has(target)) continue;
        merged.add(target);
        for (const hash of sketches[target] ?? []) hashes.add(hash);
      }
    }
    const sketch = [...hashes].sort((a, b) => a - b).slice(0, kept);
    sketches.push(sketch);
    const last = sketch[kept - 1];
    const reached = last === undefined ? hashes.size : (kept - 1) / last;
    for (const node of nodes) reachable[node] = Math.max(0, reached - 1);
  }
  return reachable;
}

/** How many other nodes a node reaches, by visiting them. */
export function countReachable({ size, offsets, targets }: Adjacency, start: number): number {
  const seen = new Uint8Array(size);
  seen[start] = 1;
  const waiting = [start];
  let count = 0;
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const end = valueAt(offsets, node + 1);
    for (let at = valueAt(offsets, node); at < end; at += 1) {
      const target = valueAt(targets, at);
      if (seen[target] === 1) continue;
      seen[target] = 1;
      count += 1;
      waiting.push(target);
    }
  }
  return count;
}

/** A number in (0, 1) that looks random and is always the same: the finalizer of MurmurHash3. */
function hashOf(node: number): number {
  let hash = Math.imul(node + 1, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (((hash ^ (hash >>> 16)) >>> 0) + 0.5) / 2 ** 32;
}
