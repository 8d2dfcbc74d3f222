import type { Impact } from '@clew/contracts';
import type { Graph } from '../open-graph.ts';
import { requireSymbol } from '../symbols/find-symbol.ts';
import { toSymbolRef } from '../symbols/symbol-row.ts';
import { activeSubtree } from '../symbols/symbol-subtree.ts';
import { describeReach } from './describe-reach.ts';

/**
 * "What breaks if I change this?": every symbol that reaches the target, or anything that the target
 * contains, through calls, references, instantiation, inheritance and injection, each once at its
 * shortest distance, nearest first and then by fqn; with the entry points and test files among them,
 * a path from each of those, and the systems that the target and what it reaches talk to. A file
 * that imports the target, but of which no symbol is reached, is listed itself.
 *
 * @throws GraphError `symbol_not_found`
 */
export function getImpact({
  ctx: { graph },
  input: { fqn, depth = 5, limit = 500 },
}: {
  readonly ctx: { readonly graph: Graph };
  readonly input: {
    readonly fqn: string;
    readonly depth?: number | undefined;
    readonly limit?: number | undefined;
  };
}): Impact {
  const target = requireSymbol(graph, fqn);
  const seeds = activeSubtree(graph, target.id);
  return { target: toSymbolRef(target), ...describeReach(graph, { seeds, depth, limit }) };
}
