import type { Relation, Subgraph } from '@clew/contracts';

type Answer = Pick<Subgraph, 'nodes' | 'edges'>;
export type GraphNode = Answer['nodes'][number];
export type GraphEdge = Answer['edges'][number];

/** A part of the graph as the page holds it: each node and each edge once, in the order of arrival. */
export interface Neighbourhood {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export function edgeKey({ from, to, relation }: GraphEdge): string {
  return `${from}\n${relation}\n${to}`;
}

/** Puts answers together: the first one that tells of a node or an edge decides. */
export function joinAnswers(answers: readonly Answer[]): Neighbourhood {
  const [first] = answers;
  // An answer tells of each once.
  if (answers.length === 1 && first !== undefined) return first;
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  for (const answer of answers) {
    for (const node of answer.nodes) if (!nodes.has(node.fqn)) nodes.set(node.fqn, node);
    for (const edge of answer.edges) {
      const key = edgeKey(edge);
      if (!edges.has(key)) edges.set(key, edge);
    }
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}

export interface GraphFilter {
  readonly start: string;
  /** Null: all of them. */
  readonly relations: readonly Relation[] | null;
  /** Null: all of them, and what is in none. */
  readonly layer: string | null;
}

/**
 * What is left of a neighbourhood by relation and layer. The start always stays; a node that no edge
 * joins to it any more goes, because nothing would say why it is there.
 */
export function filterNeighbourhood(
  { nodes, edges }: Neighbourhood,
  { start, relations, layer }: GraphFilter,
): Neighbourhood {
  const allowed = new Set(
    nodes.filter((node) => node.fqn === start || layer === null || node.layer === layer).map(fqnOf),
  );
  const left = edges.filter(
    (edge) =>
      (relations === null || relations.includes(edge.relation)) &&
      allowed.has(edge.from) &&
      allowed.has(edge.to),
  );
  const joined = distancesFrom(start, left);
  return {
    nodes: nodes.filter((node) => joined.has(node.fqn)),
    edges: left.filter((edge) => joined.has(edge.from) && joined.has(edge.to)),
  };
}

/** How many edges away each node is, whichever way they point; what cannot be reached is left out. */
export function distancesFrom(
  start: string,
  edges: readonly GraphEdge[],
): ReadonlyMap<string, number> {
  const beside = neighboursOf(edges);
  const distances = new Map([[start, 0]]);
  let frontier = [start];
  for (let distance = 1; frontier.length > 0; distance += 1) {
    const next: string[] = [];
    for (const node of frontier) {
      for (const { other } of beside.get(node) ?? []) {
        if (distances.has(other)) continue;
        distances.set(other, distance);
        next.push(other);
      }
    }
    frontier = next;
  }
  return distances;
}

/**
 * A shortest way between two nodes over the edges that are shown, whichever way they point; null when
 * there is none. Of several the one whose edges came first.
 */
export function shortestPath(
  from: string,
  to: string,
  edges: readonly GraphEdge[],
): readonly GraphEdge[] | null {
  const beside = neighboursOf(edges);
  const cameBy = new Map<string, { readonly edge: GraphEdge; readonly before: string } | null>([
    [from, null],
  ]);
  let frontier = [from];
  while (frontier.length > 0 && !cameBy.has(to)) {
    const next: string[] = [];
    for (const node of frontier) {
      for (const { edge, other } of beside.get(node) ?? []) {
        if (cameBy.has(other)) continue;
        cameBy.set(other, { edge, before: node });
        next.push(other);
      }
    }
    frontier = next;
  }
  const path: GraphEdge[] = [];
  let step = cameBy.get(to);
  if (step === undefined) return null;
  while (step !== null && step !== undefined) {
    path.push(step.edge);
    step = cameBy.get(step.before);
  }
  return path.toReversed();
}

interface Beside {
  readonly other: string;
  readonly edge: GraphEdge;
}

/** For each node what an edge joins to it. */
export function neighboursOf(edges: readonly GraphEdge[]): ReadonlyMap<string, readonly Beside[]> {
  const beside = new Map<string, Beside[]>();
  const add = (node: string, other: string, edge: GraphEdge) => {
    const known = beside.get(node);
    if (known === undefined) beside.set(node, [{ other, edge }]);
    else known.push({ other, edge });
  };
  for (const edge of edges) {
    add(edge.from, edge.to, edge);
    if (edge.from !== edge.to) add(edge.to, edge.from, edge);
  }
  return beside;
}

const fqnOf = ({ fqn }: GraphNode) => fqn;
