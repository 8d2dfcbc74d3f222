import type { ArchitectureRule, Relation } from '@clew/contracts';
import { buildAdjacency } from '../adjacency/adjacency.ts';
import { shortestCycle } from '../adjacency/shortest-cycle.ts';
import { stronglyConnected } from '../adjacency/strongly-connected.ts';
import type { Graph } from '../open-graph.ts';
import { relationCode } from '../schema/edge-code.ts';
import type { ArchitectureNode } from './architecture-nodes.ts';
import type { NodeTest } from './select-symbols.ts';

export type CycleRule = Extract<ArchitectureRule, { cycles: unknown }>['cycles'];

export interface FoundCycle {
  /** Names of everything in it, sorted. */
  readonly members: readonly ArchitectureNode[];
  /** A shortest way around, with its start once more at the end. */
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
export function findRuleCycles(
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
  const starts: number[] = [];
  const ends: number[] = [];
  const edges = graph.prepare<[string, number], { from_id: number; to_id: number }>(`
    select from_id, to_id from edges
    where relation in (select value from json_each(?))
      and (? or metadata is null or metadata ->> 'type_only' is not 1)`);
  const codes = JSON.stringify(relations.map(relationCode));
  for (const { from_id, to_id } of edges.iterate(codes, type_only ? 1 : 0)) {
    const [from, to] = [from_id, to_id].map((id) => {
      const node = nodes.get(id);
      const unit = node === undefined ? null : unitOf(node);
      return unit === null ? undefined : positions.get(unit.id);
    });
    // What uses itself is no cycle, be it a function, a file or a package.
    if (from === undefined || to === undefined || from === to) continue;
    starts.push(from);
    ends.push(to);
  }
  const adjacency = buildAdjacency(sorted.length, starts, ends);
  const { component } = stronglyConnected(adjacency);
  const members = new Map<number, number[]>();
  for (const [position, number] of component.entries()) {
    members.set(number, [...(members.get(number) ?? []), position]);
  }
  const named = (chosen: readonly number[]) => chosen.flatMap((position) => sorted[position] ?? []);
  const cycles = [...members.values()]
    .filter((group) => group.length > 1)
    .sort(([a = 0], [b = 0]) => a - b)
    .map((group) => {
      const way = shortestCycle(adjacency, component, group);
      return { members: named(group), path: named([...way, ...way.slice(0, 1)]) };
    });
  return { cycles, scope: sorted.length };
}
