import type { Relation } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { relationCode } from '../schema/edge-code.ts';
import type { ArchitectureNode } from './architecture-nodes.ts';
import type { NodeTest } from './select-symbols.ts';

export interface ViolatingSite {
  readonly relation: Relation;
  readonly file: string | null;
  readonly line: number;
}

/** All sites by which one symbol breaks one rule towards another. */
export interface FoundViolation {
  readonly from: ArchitectureNode;
  readonly to: ArchitectureNode;
  readonly sites: readonly ViolatingSite[];
  readonly total: number;
}

/** What an edge has to be to break a rule. */
export interface EdgeTest {
  readonly relations: readonly Relation[];
  readonly breaks: (from: ArchitectureNode, to: ArchitectureNode) => boolean;
}

const maxSites = 20;

interface EdgeRow {
  readonly from_id: number;
  readonly to_id: number;
  readonly line: number;
  readonly file: string | null;
}

/** Looks at each edge of the relations that some rule names once; the answers stand as the rules do. */
export function findViolations(
  graph: Graph,
  nodes: ReadonlyMap<number, ArchitectureNode>,
  tests: readonly EdgeTest[],
): readonly (readonly FoundViolation[])[] {
  const found = tests.map(() => new Map<string, FoundViolation & { sites: ViolatingSite[] }>());
  const named = [...new Set(tests.flatMap(({ relations }) => relations))].sort();
  for (const relation of named) {
    const asking = tests.flatMap((test, at) =>
      test.relations.includes(relation) ? [{ test, at }] : [],
    );
    const edges = graph.prepare<[number], EdgeRow>(`
      select e.from_id, e.to_id, e.line, f.path as file
      from edges e left join files f on f.id = e.file_id
      where e.relation = ?
      order by e.from_id, e.to_id, e.line`);
    for (const edge of edges.iterate(relationCode(relation))) {
      const from = nodes.get(edge.from_id);
      const to = nodes.get(edge.to_id);
      // What was deleted is no part of the architecture; who still points at it is told elsewhere.
      if (from === undefined || to === undefined) continue;
      for (const { test, at } of asking) {
        if (test.breaks(from, to))
          add(found[at], from, to, { relation, file: edge.file, line: edge.line });
      }
    }
  }
  return found.map((violations) => [...violations.values()].sort(byNames));
}

function add(
  violations: Map<string, FoundViolation & { sites: ViolatingSite[] }> | undefined,
  from: ArchitectureNode,
  to: ArchitectureNode,
  site: ViolatingSite,
): void {
  const key = `${from.id} ${to.id}`;
  const known = violations?.get(key);
  const sites = known?.sites ?? [];
  if (sites.length < maxSites) sites.push(site);
  violations?.set(key, { from, to, sites, total: (known?.total ?? 0) + 1 });
}

function byNames(a: FoundViolation, b: FoundViolation): number {
  const [left, right] = a.from.fqn === b.from.fqn ? [a.to.fqn, b.to.fqn] : [a.from.fqn, b.from.fqn];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** How many unresolved sites stand in the symbols that a test means. */
export function countUnresolved(
  graph: Graph,
  nodes: ReadonlyMap<number, ArchitectureNode>,
  test: NodeTest,
): number {
  const rows = graph
    .prepare<[], { from_id: number; sites: number }>(
      'select from_id, count(*) as sites from unresolved_references group by from_id',
    )
    .all();
  return rows.reduce((sum, { from_id, sites }) => {
    const node = nodes.get(from_id);
    return node !== undefined && test(node) ? sum + sites : sum;
  }, 0);
}
