import type { Graph } from '../open-graph.ts';
import { relationCode } from '../schema/edge-code.ts';
import { type Adjacency, buildAdjacency } from './adjacency.ts';
import type { Units } from './load-units.ts';

const imports = relationCode('imports');
const upwards = [relationCode('overrides'), relationCode('implements')].join(', ');

export interface EdgeChoice {
  /** Numbers of the relations. */
  readonly relations: readonly number[];
  /** Whether imports of types alone count. */
  readonly types: boolean;
  /** Whether a member also leads to those that override or implement it. */
  readonly dispatch: boolean;
}

/** The condition on an edge `e` that a choice makes, with no parameters. */
export function edgeCondition({ relations, types }: EdgeChoice): string {
  const chosen = `e.relation in (${relations.map(Number).join(', ')})`;
  const ofTypes = `e.relation = ${imports} and coalesce(e.metadata ->> 'type_only', 0) = 1`;
  return types || !relations.includes(imports) ? chosen : `${chosen} and not (${ofTypes})`;
}

/** The condition on an edge `e` from a member to one that it overrides or implements. */
export const dispatchCondition = `
  e.relation in (${upwards}) and exists (
    select 1 from symbols m
    where m.id = e.from_id and m.kind in ('method', 'getter', 'setter', 'property'))`;

/** Reads every edge of the choice once and puts its ends to their units; loops are left out. */
export function loadEdges(graph: Graph, { unitOf, names }: Units, choice: EdgeChoice): Adjacency {
  const from: number[] = [];
  const to: number[] = [];
  const add = (a: number, b: number): void => {
    const source = unitOf[a] ?? -1;
    const target = unitOf[b] ?? -1;
    if (source === -1 || target === -1 || source === target) return;
    from.push(source);
    to.push(target);
  };
  const read = (condition: string) =>
    graph
      .prepare<[], [number, number]>(`select e.from_id, e.to_id from edges e where ${condition}`)
      .raw();
  // `raw` lasts as long as the statement, which nobody else prepares by this text.
  for (const [a, b] of read(edgeCondition(choice)).iterate()) add(a, b);
  if (choice.dispatch) for (const [a, b] of read(dispatchCondition).iterate()) add(b, a);
  return buildAdjacency(names.length, from, to);
}
