import { join } from 'node:path';
import type {
  EdgeFact,
  ExternalFact,
  FactBatch,
  FileFacts,
  Relation,
  Revision,
  SymbolFact,
  UnresolvedFact,
} from '@clew/contracts';
import { applyFacts } from '../src/apply/apply-facts.ts';
import { migrateGraph } from '../src/migrate/migrate-graph.ts';
import { type Graph, openGraph } from '../src/open-graph.ts';
import { simpleName } from '../src/symbols/simple-name.ts';

/** The facts of one symbol. Its name is that of its fqn. */
export function symbol(fqn: string, values: Partial<SymbolFact> = {}): SymbolFact {
  return {
    fqn,
    kind: 'function',
    name: simpleName(fqn),
    parent: null,
    start_line: 1,
    end_line: 2,
    signature: null,
    modifiers: [],
    annotations: [],
    shape_hash: null,
    body_hash: null,
    ...values,
  };
}

export function edge(
  from: string,
  to: string,
  relation: Relation = 'calls',
  values: Partial<EdgeFact> = {},
): EdgeFact {
  return { from, to, relation, line: 1, resolution: 'exact', metadata: null, ...values };
}

export function site(
  from: string,
  name: string,
  values: Partial<UnresolvedFact> = {},
): UnresolvedFact {
  return { from, name, line: 1, reason: 'missing_declaration', ...values };
}

export function external(fqn: string, values: Partial<ExternalFact> = {}): ExternalFact {
  return {
    fqn,
    kind: 'function',
    name: simpleName(fqn),
    package: fqn.split('#')[0] ?? fqn,
    ...values,
  };
}

/** The facts of a file, which begin with the file's own symbol `app/<path>`. */
export function file(
  path: string,
  symbols: readonly SymbolFact[] = [],
  edges: readonly EdgeFact[] = [],
  unresolved: readonly UnresolvedFact[] = [],
): FileFacts {
  const own = symbol(`app/${path}`, { kind: 'file', start_line: null, end_line: null });
  return {
    path,
    content_hash: `hash of ${path}`,
    language: 'typescript',
    symbols: [own, ...symbols.map((each) => ({ ...each, parent: each.parent ?? own.fqn }))],
    edges: [...edges],
    unresolved: [...unresolved],
  };
}

export function batch(files: readonly FileFacts[], values: Partial<FactBatch> = {}): FactBatch {
  return {
    scope: 'partial',
    commit: null,
    packages: [],
    externals: [],
    files: [...files],
    removed_files: [],
    failures: [],
    ...values,
  };
}

/** An empty migrated graph in `folder`. */
export function emptyGraph(folder: string, name = 'graph.db'): Graph {
  const path = join(folder, name);
  migrateGraph({ path });
  return openGraph(path);
}

/** Applies a batch at a time of its own, so that no two runs share a timestamp. */
export function apply(graph: Graph, input: FactBatch, at?: string): Revision {
  return applyFacts({
    ctx: { graph, ...(at === undefined ? {} : { now: () => new Date(at) }) },
    input,
  });
}
