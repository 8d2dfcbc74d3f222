import { stratify, tree } from 'd3-hierarchy';
import type { Impact, ImpactedSymbol, SymbolRef } from '../../answers.ts';

export interface DepthGroup {
  readonly depth: number;
  /** All symbols at this depth, also those that the answer was too short to list. */
  readonly count: number;
  readonly items: readonly ImpactedSymbol[];
}

/** The answer's symbols by their distance, nearest first, next to the full counts. */
export function groupByDepth(impact: Impact): readonly DepthGroup[] {
  return impact.by_depth
    .map(({ depth, count }) => ({
      depth,
      count,
      items: impact.items.filter((item) => item.depth === depth),
    }))
    .sort((a, b) => a.depth - b.depth);
}

/**
 * The way from an impacted symbol back to the target, both ends included: each step is reached from
 * the next. It follows `via`, whose distance is one less, and stops where the answer is cut.
 */
export function threadOf(impact: Impact, item: ImpactedSymbol): readonly SymbolRef[] {
  const byFqn = new Map(impact.items.map((each) => [each.symbol.fqn, each]));
  const thread: SymbolRef[] = [item.symbol];
  let current = item;
  while (current.via.fqn !== impact.target.fqn) {
    const next = byFqn.get(current.via.fqn);
    if (next === undefined || next.depth >= current.depth) return thread;
    thread.push(next.symbol);
    current = next;
  }
  return [...thread, impact.target];
}

/** A symbol of the picture: `angle` in radians clockwise from the top, `depth` rings from the centre. */
export interface PlacedSymbol {
  readonly symbol: SymbolRef;
  readonly depth: number;
  readonly angle: number;
  readonly parent: PlacedSymbol | null;
}

interface TreeNode {
  readonly symbol: SymbolRef;
  readonly via: string | null;
}

/**
 * Places the nearest `most` symbols on rings around the target (which comes first), each in the
 * sector of the symbol by which it is reached (Reingold–Tilford in polar coordinates). Symbols whose
 * way back is not in the answer are left out.
 */
export function placeOnRings(impact: Impact, most: number): readonly PlacedSymbol[] {
  const nodes = new Map<string, TreeNode>([
    [impact.target.fqn, { symbol: impact.target, via: null }],
  ]);
  for (const { symbol, via } of impact.items.toSorted((a, b) => a.depth - b.depth)) {
    if (nodes.size > most) break;
    if (nodes.has(symbol.fqn) || !nodes.has(via.fqn)) continue;
    nodes.set(symbol.fqn, { symbol, via: via.fqn });
  }
  const root = stratify<TreeNode>()
    .id(({ symbol }) => symbol.fqn)
    .parentId(({ via }) => via)([...nodes.values()]);
  const layout = tree<TreeNode>()
    .size([2 * Math.PI, root.height])
    .separation((a, b) => (a.parent === b.parent ? 1 : 2) / Math.max(1, a.depth));

  const placed = new Map<string, PlacedSymbol>();
  const order: PlacedSymbol[] = [];
  for (const node of layout(root)) {
    const parent = node.data.via === null ? null : (placed.get(node.data.via) ?? null);
    const place = { symbol: node.data.symbol, depth: node.depth, angle: node.x, parent };
    placed.set(node.data.symbol.fqn, place);
    order.push(place);
  }
  return order;
}
