import { type GraphNode, type Neighbourhood, neighboursOf } from './neighbourhood.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Between rows, in units of the drawing; no two nodes are nearer. */
export const rowGap = 18;
/** Between columns: room for a name, and more when they are long, so that the whole is no strip. */
const leastColumnGap = 160;
const gapPerHeight = 0.6;
/** A longer column is folded into several beside each other, so far apart. */
const foldGap = 72;
const leastRows = 28;
/** Rows are added to the columns until the whole is not wider than so many times its height. */
const widest = 1.6;
const sweeps = 6;

/**
 * Where the nodes stand: the start in the middle, what uses it to the left, what it uses to the right,
 * one column a step. Within a column each node is put near what it is joined to (barycentre heuristic
 * of Sugiyama, Tagawa and Toda, 1981). The same neighbourhood is always drawn the same.
 */
export function layeredLayout(
  start: string,
  { nodes, edges }: Neighbourhood,
): ReadonlyMap<string, Point> {
  const beside = neighboursOf(edges);
  const column = columnsFrom(start, nodes, beside);
  const columns = new Map<number, string[]>();
  for (const { fqn } of nodes) {
    const at = column.get(fqn) ?? 0;
    const members = columns.get(at);
    if (members === undefined) columns.set(at, [fqn]);
    else members.push(fqn);
  }
  const order = [...columns.keys()].toSorted((a, b) => Math.abs(a) - Math.abs(b) || a - b);
  const height = new Map<string, number>();
  const settle = (members: readonly string[]) => {
    for (const [index, fqn] of members.entries()) height.set(fqn, index - (members.length - 1) / 2);
  };
  for (const at of order) settle((columns.get(at) ?? []).toSorted());
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    for (const at of order) {
      const members = columns.get(at) ?? [];
      const wish = new Map(members.map((fqn) => [fqn, barycentre(fqn, height, beside)]));
      const sorted = members.toSorted(
        (a, b) => (wish.get(a) ?? 0) - (wish.get(b) ?? 0) || (a < b ? -1 : 1),
      );
      columns.set(at, sorted);
      settle(sorted);
    }
  }
  return placed(order, columns);
}

/** The column of each node: one to the right of what uses it, one to the left of what it uses. */
function columnsFrom(
  start: string,
  nodes: readonly GraphNode[],
  beside: ReturnType<typeof neighboursOf>,
): ReadonlyMap<string, number> {
  const column = new Map([[start, 0]]);
  let frontier = [start];
  while (frontier.length > 0) {
    const next: string[] = [];
    for (const node of frontier) {
      const here = column.get(node) ?? 0;
      for (const { other, edge } of beside.get(node) ?? []) {
        if (column.has(other)) continue;
        column.set(other, edge.from === node ? here + 1 : here - 1);
        next.push(other);
      }
    }
    frontier = next;
  }
  for (const { fqn } of nodes) if (!column.has(fqn)) column.set(fqn, 0);
  return column;
}

function barycentre(
  fqn: string,
  height: ReadonlyMap<string, number>,
  beside: ReturnType<typeof neighboursOf>,
): number {
  const others = beside.get(fqn) ?? [];
  if (others.length === 0) return height.get(fqn) ?? 0;
  return others.reduce((sum, { other }) => sum + (height.get(other) ?? 0), 0) / others.length;
}

function placed(
  order: readonly number[],
  columns: ReadonlyMap<number, readonly string[]>,
): ReadonlyMap<string, Point> {
  const points = new Map<string, Point>();
  const { longest, columnGap } = proportions([...columns.values()].map(({ length }) => length));
  for (const side of [1, -1] as const) {
    const outward = order.filter((at) => (side === 1 ? at >= 0 : at < 0));
    let x = side === 1 ? 0 : -columnGap;
    for (const at of outward) {
      const members = columns.get(at) ?? [];
      const folds = Math.max(1, Math.ceil(members.length / longest));
      const rows = Math.ceil(members.length / folds);
      for (const [index, fqn] of members.entries()) {
        const row = Math.floor(index / folds);
        const fold = index % folds;
        points.set(fqn, {
          x: x + side * fold * foldGap,
          y: ((rows - 1) / 2 - row) * rowGap + (fold % 2) * (rowGap / 2),
        });
      }
      x += side * (columnGap + (folds - 1) * foldGap);
    }
  }
  return points;
}

/** How many rows a column has at most, and how far columns are apart, for columns of these lengths. */
function proportions(lengths: readonly number[]): {
  readonly longest: number;
  readonly columnGap: number;
} {
  const most = Math.max(...lengths);
  let longest = leastRows;
  const folded = () => lengths.reduce((sum, length) => sum + Math.ceil(length / longest) - 1, 0);
  const width = () => (lengths.length - 1) * leastColumnGap + folded() * foldGap;
  while (longest < most && width() > widest * longest * rowGap) longest += 1;
  const height = Math.min(most, longest) * rowGap;
  const spare = (widest * height - folded() * foldGap) / Math.max(1, lengths.length - 1);
  return {
    longest,
    columnGap: Math.max(leastColumnGap, Math.min(height * gapPerHeight, spare)),
  };
}
