/**
 * A directed graph in memory: the nodes are 0 … size − 1, and node `n` leads to
 * `targets[offsets[n]] … targets[offsets[n + 1] - 1]`, in ascending order, each once
 * (compressed sparse rows).
 */
export interface Adjacency {
  readonly size: number;
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
}

/** Builds the rows from the two ends of each edge; edges may come in any order and more than once. */
export function buildAdjacency(
  size: number,
  from: Int32Array | readonly number[],
  to: Int32Array | readonly number[],
): Adjacency {
  const offsets = new Int32Array(size + 1);
  for (let at = 0; at < from.length; at += 1) increment(offsets, valueAt(from, at) + 1);
  for (let node = 0; node < size; node += 1) {
    offsets[node + 1] = valueAt(offsets, node + 1) + valueAt(offsets, node);
  }
  const next = offsets.slice(0, size);
  const targets = new Int32Array(from.length);
  for (let at = 0; at < from.length; at += 1) {
    const node = valueAt(from, at);
    targets[valueAt(next, node)] = valueAt(to, at);
    increment(next, node);
  }
  return withoutRepeats(size, offsets, targets);
}

/** The same graph with every edge turned round. */
export function reverse({ size, offsets, targets }: Adjacency): Adjacency {
  const from = new Int32Array(targets.length);
  for (let node = 0; node < size; node += 1) {
    from.fill(node, valueAt(offsets, node), valueAt(offsets, node + 1));
  }
  return buildAdjacency(size, targets, from);
}

/** An element that is known to be there; the arrays of a graph are never sparse. */
export function valueAt(values: Int32Array | readonly number[], at: number): number {
  const value = values[at];
  if (value === undefined) throw new RangeError(`There is no element ${at}`);
  return value;
}

function increment(values: Int32Array, at: number): void {
  values[at] = valueAt(values, at) + 1;
}

function withoutRepeats(size: number, offsets: Int32Array, targets: Int32Array): Adjacency {
  const kept = new Int32Array(size + 1);
  let end = 0;
  for (let node = 0; node < size; node += 1) {
    const row = targets.subarray(valueAt(offsets, node), valueAt(offsets, node + 1)).sort();
    let last = -1;
    for (const target of row) {
      if (target === last) continue;
      targets[end] = target;
      end += 1;
      last = target;
    }
    kept[node + 1] = end;
  }
  return { size, offsets: kept, targets: targets.slice(0, end) };
}
