import type { FactBatch, SymbolFact } from '@clew/contracts';

export interface FactIssue {
  /** Where in the batch, e.g. `files[src/a.ts].edges[3]`. */
  readonly path: string;
  readonly message: string;
}

export interface KnownFacts {
  /** True when the graph already holds this fqn as an active package or module of the project. */
  readonly isPackage: (fqn: string) => boolean;
  /** The indexed file that defines this fqn, or null. */
  readonly definedIn: (fqn: string) => string | null;
  /** True when the batch speaks for every file in the language of this indexed one. */
  readonly covers: (path: string) => boolean;
}

/**
 * Finds every contradiction in a batch before anything is written: an fqn or a path given twice, a
 * file that is both indexed and failed or removed, a parent that nobody defines or that contains
 * itself, an edge, an unresolved site or a dependency that starts outside its file, and a definition that
 * belongs to a file outside the batch. Stops at `limit` issues.
 */
export function checkFacts(batch: FactBatch, known: KnownFacts, limit = 20): readonly FactIssue[] {
  const issues: FactIssue[] = [];
  const report = (path: string, message: string): boolean => {
    issues.push({ path, message });
    return issues.length >= limit;
  };

  const packages = new Set(batch.packages.map((fact) => fact.fqn));
  const isPackage = (fqn: string): boolean => packages.has(fqn) || known.isPackage(fqn);
  const indexed = new Set(batch.files.map((file) => file.path));
  const removed = new Set(batch.removed_files);
  const failed = new Set(batch.failures.map((failure) => failure.path));
  const leaves = (path: string): boolean =>
    indexed.has(path) || removed.has(path) || (known.covers(path) && !failed.has(path));

  const definitions = new Map<string, string>();
  const define = (fact: SymbolFact, path: string): boolean => {
    const other = definitions.get(fact.fqn);
    if (other !== undefined) {
      return report(path, `"${fact.fqn}" is already defined by ${other}; an fqn names one symbol`);
    }
    definitions.set(fact.fqn, path);
    const owner = known.definedIn(fact.fqn);
    if (owner !== null && !leaves(owner)) {
      return report(
        path,
        `"${fact.fqn}" is defined by ${owner}, which is not in this batch; index or remove ${owner} in the same batch`,
      );
    }
    return false;
  };

  for (const [index, fact] of batch.packages.entries()) {
    const path = `packages[${index}]`;
    if (define(fact, path)) return issues;
    if (fact.parent !== null && !isPackage(fact.parent)) {
      if (report(path, `parent "${fact.parent}" of "${fact.fqn}" is not a known package`)) {
        return issues;
      }
    }
  }

  const seen = new Set<string>();
  for (const file of batch.files) {
    const where = `files[${file.path}]`;
    if (seen.has(file.path) && report(where, 'the path is given twice')) return issues;
    seen.add(file.path);
    if (removed.has(file.path) && report(where, 'the file is in removed_files too')) return issues;
    if (failed.has(file.path) && report(where, 'the file is in failures too')) return issues;

    const own = new Set(file.symbols.map((fact) => fact.fqn));
    for (const [index, fact] of file.symbols.entries()) {
      const path = `${where}.symbols[${index}]`;
      if (define(fact, path)) return issues;
      if (fact.parent !== null && !own.has(fact.parent) && !isPackage(fact.parent)) {
        const message = `parent "${fact.parent}" of "${fact.fqn}" is neither in the file nor a known package`;
        if (report(path, message)) return issues;
      }
    }
    for (const [index, edge] of file.edges.entries()) {
      if (own.has(edge.from) || (own.has(edge.to) && isPackage(edge.from))) continue;
      const message = `"${edge.from}" ${edge.relation} "${edge.to}": its "from" is not a symbol of the file`;
      if (report(`${where}.edges[${index}]`, message)) return issues;
    }
    for (const [index, site] of file.unresolved.entries()) {
      if (own.has(site.from)) continue;
      const message = `unresolved "${site.name}" in line ${site.line}: its "from" "${site.from}" is not a symbol of the file`;
      if (report(`${where}.unresolved[${index}]`, message)) return issues;
    }
    for (const [index, { caller, dependency_type }] of (file.dependencies ?? []).entries()) {
      if (own.has(caller)) continue;
      const message = `dependency on ${dependency_type}: its "caller" "${caller}" is not a symbol of the file`;
      if (report(`${where}.dependencies[${index}]`, message)) return issues;
    }
  }

  for (const group of [batch.packages, ...batch.files.map((file) => file.symbols)]) {
    const cycle = findParentCycle(group);
    if (cycle === null) continue;
    const path = definitions.get(cycle) ?? 'symbols';
    if (report(path, `"${cycle}" contains itself through its parents`)) return issues;
  }
  return issues;
}

/** An fqn that lies on a cycle of parents, or null. Each symbol is walked once. */
function findParentCycle(facts: readonly SymbolFact[]): string | null {
  const parents = new Map(facts.map((fact) => [fact.fqn, fact.parent]));
  const safe = new Set<string>();
  for (const fact of facts) {
    const walked = new Set<string>();
    let fqn: string | null | undefined = fact.fqn;
    while (fqn !== null && fqn !== undefined && !safe.has(fqn)) {
      if (walked.has(fqn)) return fqn;
      walked.add(fqn);
      fqn = parents.get(fqn);
    }
    for (const each of walked) safe.add(each);
  }
  return null;
}
