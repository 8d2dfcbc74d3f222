/**
 * The strongly connected components of a graph, each after all that it leads to (Tarjan 1972,
 * without recursion, so that a chain of any length fits). Edges to unknown nodes are left out.
 */
export function strongComponents<T>(
  nodes: Iterable<T>,
  next: (node: T) => readonly T[],
): readonly (readonly T[])[] {
  const all = new Set(nodes);
  const order = new Map<T, number>();
  const low = new Map<T, number>();
  const open: T[] = [];
  const isOpen = new Set<T>();
  const components: T[][] = [];

  for (const start of all) {
    if (order.has(start)) continue;
    const path: { readonly node: T; readonly successors: readonly T[]; at: number }[] = [];
    const enter = (node: T): void => {
      order.set(node, order.size);
      low.set(node, order.size - 1);
      open.push(node);
      isOpen.add(node);
      path.push({ node, successors: next(node), at: 0 });
    };
    const lower = (node: T, to: number | undefined): void => {
      if (to !== undefined && to < (low.get(node) ?? 0)) low.set(node, to);
    };
    enter(start);
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const successor = step.successors[step.at];
      if (successor !== undefined) {
        step.at += 1;
        if (!all.has(successor)) continue;
        if (!order.has(successor)) enter(successor);
        else if (isOpen.has(successor)) lower(step.node, order.get(successor));
        continue;
      }
      path.pop();
      const { node } = step;
      const above = path.at(-1);
      if (above !== undefined) lower(above.node, low.get(node));
      if (low.get(node) !== order.get(node)) continue;
      const component = open.splice(open.lastIndexOf(node));
      for (const member of component) isOpen.delete(member);
      components.push(component);
    }
  }
  return components;
}
