/**
 * The strongly connected components of a directed graph that are cycles: those of two or more nodes,
 * and nodes with an edge to themselves. Components and their members are sorted, so that equal graphs
 * give equal answers.
 *
 * The algorithm is Tarjan's (Depth-first search and linear graph algorithms, SIAM J. Comput. 1972),
 * with a stack of its own in place of recursion: real graphs are deeper than a call stack. Each edge is
 * looked at once.
 *
 * @param targets for each node that has any, the nodes that its edges lead to
 */
export function stronglyConnected(
  targets: ReadonlyMap<number, readonly number[]>,
): readonly (readonly number[])[] {
  const index = new Map<number, number>();
  const low = new Map<number, number>();
  const onStack = new Set<number>();
  const stack: number[] = [];
  const found: number[][] = [];
  for (const root of targets.keys()) {
    if (index.has(root)) continue;
    const path: { readonly node: number; next: number }[] = [];
    const enter = (node: number): void => {
      index.set(node, index.size);
      low.set(node, index.size - 1);
      stack.push(node);
      onStack.add(node);
      path.push({ node, next: 0 });
    };
    enter(root);
    for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
      const { node } = at;
      const target = targets.get(node)?.[at.next];
      if (target !== undefined) {
        at.next += 1;
        if (!index.has(target)) enter(target);
        else if (onStack.has(target)) lower(low, node, index.get(target) ?? 0);
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above !== undefined) lower(low, above.node, low.get(node) ?? 0);
      if (low.get(node) !== index.get(node)) continue;
      const component = stack.splice(stack.lastIndexOf(node));
      for (const member of component) onStack.delete(member);
      const isCycle = component.length > 1 || targets.get(node)?.includes(node) === true;
      if (isCycle) found.push(component.sort((a, b) => a - b));
    }
  }
  return found.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

function lower(low: Map<number, number>, node: number, value: number): void {
  if (value < (low.get(node) ?? Number.POSITIVE_INFINITY)) low.set(node, value);
}

/**
 * A shortest way from a node back to itself, as the nodes on it, the first one once more at the end;
 * of several, the one whose nodes come first. Null when there is none.
 */
export function shortestCycle(
  start: number,
  targets: ReadonlyMap<number, readonly number[]>,
  within: ReadonlySet<number>,
): readonly number[] | null {
  const before = new Map<number, number>();
  let frontier = [start];
  while (frontier.length > 0) {
    const next: number[] = [];
    for (const node of frontier) {
      for (const target of [...(targets.get(node) ?? [])].sort((a, b) => a - b)) {
        if (target === start) return [...wayTo(node, start, before), start];
        if (!within.has(target) || before.has(target)) continue;
        before.set(target, node);
        next.push(target);
      }
    }
    frontier = next;
  }
  return null;
}

function wayTo(node: number, start: number, before: ReadonlyMap<number, number>): number[] {
  const way = [node];
  for (let at = node; at !== start; ) {
    const previous = before.get(at);
    if (previous === undefined) break;
    way.unshift(previous);
    at = previous;
  }
  return way;
}
