import type { FactBatch, SymbolFact } from '@clew/contracts';

/** `from relation to` of every edge, without `contains`. */
export function edgesOf(batch: FactBatch): readonly string[] {
  return batch.files
    .flatMap(({ edges }) => edges)
    .filter(({ relation }) => relation !== 'contains')
    .map(({ from, relation, to }) => `${from} ${relation} ${to}`);
}

export function symbolsOf(batch: FactBatch): ReadonlyMap<string, SymbolFact> {
  const symbols = batch.files.flatMap(({ symbols }) => symbols);
  return new Map([...batch.packages, ...symbols].map((symbol) => [symbol.fqn, symbol]));
}

/** What is wrong with a batch of a whole codebase; nothing, for a sound one. */
export function problemsOf(batch: FactBatch): readonly string[] {
  const problems: string[] = [];
  const known = new Set<string>();
  const define = (fqn: string) => {
    if (known.has(fqn)) problems.push(`two symbols are called ${fqn}`);
    known.add(fqn);
  };
  for (const { fqn } of batch.packages) define(fqn);
  for (const { fqn } of batch.externals) define(fqn);
  for (const file of batch.files) for (const { fqn } of file.symbols) define(fqn);
  for (const file of batch.files) {
    if (file.symbols[0]?.kind !== 'file') problems.push(`${file.path} has no symbol of its own`);
    const keys = new Set<string>();
    for (const { fqn, parent } of file.symbols) {
      if (parent === null || !known.has(parent)) problems.push(`the parent of ${fqn} is unknown`);
    }
    for (const { from, to, relation, line } of file.edges) {
      if (!known.has(from)) problems.push(`${file.path}:${line} an edge from unknown ${from}`);
      if (!known.has(to)) problems.push(`${file.path}:${line} an edge to unknown ${to}`);
      const key = `${from}\0${to}\0${relation}\0${line}`;
      if (keys.has(key))
        problems.push(`${file.path}:${line} a second edge ${from} ${relation} ${to}`);
      keys.add(key);
    }
    for (const { from, name } of file.unresolved) {
      if (!known.has(from)) problems.push(`${file.path} ${name} is unresolved in unknown ${from}`);
    }
  }
  return problems;
}
