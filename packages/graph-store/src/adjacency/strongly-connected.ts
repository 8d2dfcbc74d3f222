import { type Adjacency, valueAt } from './adjacency.ts';

const unseen = -1;

/**
 * The strongly connected components: `component[node]` is the number of the one that a node belongs
 * to. They are numbered in reverse topological order, so that every edge leads to the same or to a
 * smaller number.
 *
 * Tarjan, "Depth-first search and linear graph algorithms" (SIAM Journal on Computing 1, 1972), with
 * a stack of its own instead of recursion, because a chain of calls may be longer than that of the
 * runtime. Linear in nodes and edges.
 */
export function stronglyConnected({ size, offsets, targets }: Adjacency): {
  readonly component: Int32Array;
  readonly count: number;
} {
  const index = new Int32Array(size).fill(unseen);
  const low = new Int32Array(size);
  const component = new Int32Array(size).fill(unseen);
  const cursor = offsets.slice(0, size);
  const open: number[] = [];
  const path: number[] = [];
  let visited = 0;
  let count = 0;

  const enter = (node: number): void => {
    index[node] = visited;
    low[node] = visited;
    visited += 1;
    open.push(node);
    path.push(node);
  };
  const lower = (node: number, to: number): void => {
    if (to < valueAt(low, node)) low[node] = to;
  };
  const leave = (node: number): void => {
    path.pop();
    const caller = path.at(-1);
    if (caller !== undefined) lower(caller, valueAt(low, node));
    if (valueAt(low, node) !== valueAt(index, node)) return;
    for (let member = open.pop(); member !== undefined; member = open.pop()) {
      component[member] = count;
      if (member === node) break;
    }
    count += 1;
  };

  for (let root = 0; root < size; root += 1) {
    if (valueAt(index, root) !== unseen) continue;
    enter(root);
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      const at = valueAt(cursor, node);
      if (at === valueAt(offsets, node + 1)) {
        leave(node);
        continue;
      }
      cursor[node] = at + 1;
      const next = valueAt(targets, at);
      if (valueAt(index, next) === unseen) enter(next);
      else if (valueAt(component, next) === unseen) lower(node, valueAt(index, next));
    }
  }
  return { component, count };
}
