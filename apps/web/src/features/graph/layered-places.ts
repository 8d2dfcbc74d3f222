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

/** A graph by numbers, as it is handed to a worker: nodes are counted in the order of their names. */
export interface NumberedGraph {
  readonly count: number;
  readonly start: number;
  /** The two ends of each edge, one after the other. */
  readonly ends: Int32Array<ArrayBuffer>;
}

type Beside = readonly (readonly { readonly other: number; readonly away: boolean }[])[];

/**
 * Where the nodes stand, x and y one after the other: the start in the middle, what uses it to the left,
 * what it uses to the right, one column a step. Within a column each node is put near what it is joined
 * to (barycentre heuristic of Sugiyama, Tagawa and Toda, 1981). The same graph is always drawn the same.
 */
export function layeredPlaces(graph: NumberedGraph): Float64Array<ArrayBuffer> {
  const beside = besideOf(graph);
  const columns = new Map<number, number[]>();
  for (const [node, at] of columnsFrom(graph.start, beside).entries()) {
    const members = columns.get(at);
    if (members === undefined) columns.set(at, [node]);
    else members.push(node);
  }
  const order = [...columns.keys()].toSorted((a, b) => Math.abs(a) - Math.abs(b) || a - b);
  const height = new Float64Array(graph.count);
  const wish = new Float64Array(graph.count);
  const settle = (members: readonly number[]) => {
    for (const [index, node] of members.entries()) height[node] = index - (members.length - 1) / 2;
  };
  for (const at of order) settle(columns.get(at) ?? []);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    for (const at of order) {
      const members = columns.get(at) ?? [];
      for (const node of members) wish[node] = barycentre(node, height, beside);
      members.sort((a, b) => (wish[a] ?? 0) - (wish[b] ?? 0) || a - b);
      settle(members);
    }
  }
  return placed(order, columns, graph.count);
}

function besideOf({ count, ends }: NumberedGraph): Beside {
  const beside = Array.from({ length: count }, () => [] as Beside[number][number][]);
  for (let at = 0; at < ends.length; at += 2) {
    const from = ends[at] ?? 0;
    const to = ends[at + 1] ?? 0;
    beside[from]?.push({ other: to, away: true });
    if (from !== to) beside[to]?.push({ other: from, away: false });
  }
  return beside;
}

/** The column of each node: one to the right of what uses it, one to the left of what it uses. */
function columnsFrom(start: number, beside: Beside): readonly number[] {
  const column = new Array<number | undefined>(beside.length).fill(undefined);
  if (start >= 0) column[start] = 0;
  let frontier = start >= 0 ? [start] : [];
  while (frontier.length > 0) {
    const next: number[] = [];
    for (const node of frontier) {
      const here = column[node] ?? 0;
      for (const { other, away } of beside[node] ?? []) {
        if (column[other] !== undefined) continue;
        column[other] = away ? here + 1 : here - 1;
        next.push(other);
      }
    }
    frontier = next;
  }
  return column.map((at) => at ?? 0);
}

function barycentre(node: number, height: Float64Array, beside: Beside): number {
  const others = beside[node] ?? [];
  if (others.length === 0) return height[node] ?? 0;
  let sum = 0;
  for (const { other } of others) sum += height[other] ?? 0;
  return sum / others.length;
}

function placed(
  order: readonly number[],
  columns: ReadonlyMap<number, readonly number[]>,
  count: number,
): Float64Array<ArrayBuffer> {
  const places = new Float64Array(2 * count);
  const { longest, columnGap } = proportions([...columns.values()].map(({ length }) => length));
  for (const side of [1, -1] as const) {
    const outward = order.filter((at) => (side === 1 ? at >= 0 : at < 0));
    let x = side === 1 ? 0 : -columnGap;
    for (const at of outward) {
      const members = columns.get(at) ?? [];
      const folds = Math.max(1, Math.ceil(members.length / longest));
      const rows = Math.ceil(members.length / folds);
      for (const [index, node] of members.entries()) {
        const row = Math.floor(index / folds);
        const fold = index % folds;
        places[2 * node] = x + side * fold * foldGap;
        places[2 * node + 1] = ((rows - 1) / 2 - row) * rowGap + (fold % 2) * (rowGap / 2);
      }
      x += side * (columnGap + (folds - 1) * foldGap);
    }
  }
  return places;
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
