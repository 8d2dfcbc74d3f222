import type { SymbolFact } from '@clew/contracts';

/**
 * The facts in an order in which every parent that is among them comes before its children, so that
 * each row can name its parent when it is inserted. The given order is kept otherwise. Parents must
 * not form a cycle.
 */
export function orderParentsFirst(facts: readonly SymbolFact[]): readonly SymbolFact[] {
  const byFqn = new Map(facts.map((fact) => [fact.fqn, fact]));
  const done = new Set<string>();
  const ordered: SymbolFact[] = [];
  for (const fact of facts) {
    const chain: SymbolFact[] = [];
    let next: SymbolFact | undefined = fact;
    while (next !== undefined && !done.has(next.fqn)) {
      done.add(next.fqn);
      chain.push(next);
      next = next.parent === null ? undefined : byFqn.get(next.parent);
    }
    for (const each of chain.reverse()) ordered.push(each);
  }
  return ordered;
}
