import type { Graph } from '../open-graph.ts';
import { firstUnpruned } from '../past/last-change.ts';
import type { GraphChange } from './graph-change.ts';
import { identifyGraph } from './identify-graph.ts';

/** What the outbox still knows of a symbol. */
export interface SymbolChanges {
  /** Of the graph, see `identifyGraph`. */
  readonly identity: string;
  /** Changes before this one are in the history only. */
  readonly from: number;
  readonly changes: readonly GraphChange[];
}

/** Where each kind of row names the symbol at which it begins. */
const owners = {
  symbol: 'fqn',
  edge: 'from',
  entry_point: 'symbol',
  external_dependency: 'caller',
  anti_pattern: 'from',
  summary: 'target',
  glossary: 'source',
  constraint: 'source',
} as const;

/**
 * What happened to a symbol, and to what begins at it, in the outbox before change `before`, newest
 * first. The symbol is meant by the name that it had then.
 */
export function readSymbolChanges({
  ctx: { graph },
  input: { fqn, before, limit },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: { readonly fqn: string; readonly before: number; readonly limit: number };
}): SymbolChanges {
  const about = Object.entries(owners).map(
    ([entity, name]) =>
      `(entity = '${entity}' and coalesce(new ->> '${name}', old ->> '${name}') = :fqn)`,
  );
  const changes = graph
    .prepare<[{ fqn: string; before: number; limit: number }], GraphChange>(`
      select seq, revision_id as revision, entity, entity_id, op, old, new, created_at
      from graph_changes where seq < :before and (${about.join(' or ')})
      order by seq desc limit :limit`)
    .all({ fqn, before, limit });
  const identity = identifyGraph({ ctx: { graph } }) ?? '';
  return { identity, from: firstUnpruned(graph), changes };
}
