import { formatQuantity, formatTerm } from '../../format.ts';
import type { GraphEdge } from './neighbourhood.ts';

/** What an edge says of one of its ends: `calls parse`, `is called by main (dynamic, 3 sites)`. */
export function edgeInWords(
  edge: GraphEdge,
  end: string,
  names: ReadonlyMap<string, string>,
): string {
  const goes = edge.from === end;
  const other = goes ? edge.to : edge.from;
  const relation = goes ? formatTerm(edge.relation) : passive[edge.relation];
  const notes = [
    ...(edge.resolution === 'exact' ? [] : [edge.resolution]),
    ...(edge.sites === 1 ? [] : [formatQuantity(edge.sites, 'site')]),
  ];
  const name = other === end ? 'itself' : (names.get(other) ?? other);
  return `${relation} ${name}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`;
}

const passive = {
  calls: 'is called by',
  references: 'is referenced by',
  instantiates: 'is instantiated by',
  inherits: 'is inherited by',
  implements: 'is implemented by',
  overrides: 'is overridden by',
  imports: 'is imported by',
  contains: 'is contained in',
  injects: 'is injected into',
} as const satisfies Record<GraphEdge['relation'], string>;
