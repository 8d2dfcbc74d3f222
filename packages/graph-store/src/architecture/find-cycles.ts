import type { ArchitectureRule, Relation } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { relationCode } from '../schema/edge-code.ts';
import { shortestCycle, stronglyConnected } from '../traverse/strongly-connected.ts';
import type { ArchitectureNode } from './architecture-nodes.ts';
import type { NodeTest } from './select-symbols.ts';

export type CycleRule = Extract<ArchitectureRule, { cycles: unknown }>['cycles'];

export interface FoundCycle {
  /** Names of everything in it, sorted. */
  readonly members: readonly ArchitectureNode[];
  /** A shortest way around, from the first member back to it. */
  readonly path: readonly ArchitectureNode[];
}

export interface FoundCycles {
  readonly cycles: readonly FoundCycle[];
  /** How many symbols, files or packages were looked at. */
  readonly scope: number;
}

/** What counts as a step from one to the other, where the rule does not say. */
export const cycleRelations: readonly Relation[] = ['imports'];

/** The cycles of a graph at the level that a rule names. */
export function findCycles(
  graph: Graph,
  nodes: ReadonlyMap<number, ArchitectureNode>,
  { level, relations = [...cycleRelations], type_only }: CycleRule,
  within: NodeTest,
): FoundCycles {
  const unitOf = (node: ArchitectureNode): ArchitectureNode | null => {
    const chain = [node, ...node.owners];
    switch (level) {
      case 'symbol':
        return node;
      case 'file':
        return chain.find(({ kind }) => kind === 'file') ?? null;
      case 'package':
        return chain.find(({ kind, file }) => kind === 'package' && file === null) ?? null;
      default:
        return level satisfies never;
    }
  };
  const units = new Map<number, ArchitectureNode>();
  for (const node of nodes.values()) {
    const unit = node.origin === 'project' ? unitOf(node) : null;
    if (unit !== null && within(unit)) units.set(unit.id, unit);
  }
  const sorted = [...units.values()].sort((a, b) => (a.fqn < b.fqn ? -1 : 1));
  // Positions in the order of names, so that the answer does not depend on ids.
  const positions = new Map(sorted.map(({ id }, position) => [id, position]));
  const targets = new Map<number, Set<number>>();
  const edges = graph.prepare<[string, number], { from_id: number; to_id: number }>(`
    select from_id, to_id from edges
    where relation in (select value from json_each(?))
      and (? or metadata is null or metadata ->> 'type_only' is not 1)`);
  const codes = JSON.stringify(relations.map(relationCode));
  for (const { from_id, to_id } of edges.iterate(codes, type_only ? 1 : 0)) {
    const ends = [from_id, to_id].map((id) => {
      const node = nodes.get(id);
      const unit = node === undefined ? null : unitOf(node);
      return unit === null ? undefined : positions.get(unit.id);
    });
    const [from, to] = ends;
    // Inside a file or a package, names that use each other are no cycle of files or packages.
    if (from === undefined || to === undefined || (from === to && level !== 'symbol')) continue;
    const known = targets.get(from);
    if (known === undefined) targets.set(from, new Set([to]));
    else known.add(to);
  }
  const lists = new Map([...targets].map(([from, to]) => [from, [...to].sort((a, b) => a - b)]));
  const named = (positions: readonly number[]) =>
    positions.flatMap((position) => sorted[position] ?? []);
  const cycles = stronglyConnected(lists).map((component) => {
    const path = shortestCycle(component[0] ?? 0, lists, new Set(component));
    return { members: named(component), path: named(path ?? component) };
  });
  return { cycles, scope: sorted.length };
}
