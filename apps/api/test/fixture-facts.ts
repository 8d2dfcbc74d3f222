import type { EdgeFact, FactBatch, FileFacts, SymbolFact } from '@clew/contracts';

const graphStore = '@clew/graph-store';

/** Names that the tests ask for. */
export const names = {
  openGraph: `${graphStore}/src/open-graph.ts#openGraph`,
  openCodebaseFile: `${graphStore}/src/codebases/open-codebase.ts`,
  openCodebase: `${graphStore}/src/codebases/open-codebase.ts#openCodebase`,
  getCodebase: `${graphStore}/src/codebases/open-codebase.ts#getCodebase`,
  database: 'better-sqlite3#Database',
} as const;

function symbol(
  fqn: string,
  kind: SymbolFact['kind'],
  parent: string | null,
  lines: readonly [number, number] | null = null,
): SymbolFact {
  return {
    fqn,
    kind,
    name: fqn.split(/[/#]/).at(-1) ?? fqn,
    parent,
    start_line: lines?.[0] ?? null,
    end_line: lines?.[1] ?? null,
    signature: null,
    modifiers: kind === 'function' ? ['export'] : [],
    annotations: [],
    shape_hash: `shape:${fqn}`,
    body_hash: `body:${fqn}`,
  };
}

function calls(from: string, to: string, line: number): EdgeFact {
  return { from, to, relation: 'calls', line, resolution: 'exact', metadata: null };
}

function file(path: string, functions: readonly string[], edges: readonly EdgeFact[]): FileFacts {
  const fqn = `${graphStore}/${path}`;
  return {
    path: `packages/graph-store/${path}`,
    content_hash: `hash:${path}`,
    language: 'typescript',
    symbols: [
      symbol(fqn, 'file', graphStore, [1, 100]),
      ...functions.map((name, at) =>
        symbol(`${fqn}#${name}`, 'function', fqn, [10 * at + 1, 10 * at + 9]),
      ),
    ],
    edges: [...edges],
    unresolved: [],
  };
}

/** A small codebase: getCodebase calls openCodebase calls openGraph calls a library. */
export function smallCodebase(): FactBatch {
  return {
    scope: 'full',
    commit: '8f3b2c1d9e7a6f5b4c3d2e1f0a9b8c7d6e5f4a3b',
    packages: [symbol(graphStore, 'package', null)],
    externals: [
      { fqn: names.database, kind: 'class', name: 'Database', package: 'better-sqlite3' },
    ],
    files: [
      file('src/open-graph.ts', ['openGraph'], [calls(names.openGraph, names.database, 4)]),
      file(
        'src/codebases/open-codebase.ts',
        ['openCodebase', 'getCodebase'],
        [
          calls(names.openCodebase, names.openGraph, 5),
          calls(names.getCodebase, names.openCodebase, 12),
        ],
      ),
    ],
    removed_files: [],
    failures: [],
  };
}

/**
 * A codebase of `layers` files in which every function calls all functions of the next file, so that
 * the number of paths grows as width^layers.
 */
export function wideCodebase({
  layers,
  width,
}: {
  readonly layers: number;
  readonly width: number;
}): FactBatch & { readonly last: string } {
  const path = (layer: number) => `src/layer-${layer}.ts`;
  const fqn = (layer: number, at: number) => `${graphStore}/${path(layer)}#f${at}`;
  const across = Array.from({ length: width }, (_, at) => at);
  const files = Array.from({ length: layers }, (_, layer) =>
    file(
      path(layer),
      across.map((at) => `f${at}`),
      layer === layers - 1
        ? []
        : across.flatMap((from) =>
            across.map((to) => calls(fqn(layer, from), fqn(layer + 1, to), 10 * from + 2)),
          ),
    ),
  );
  return {
    ...smallCodebase(),
    externals: [],
    files,
    last: fqn(layers - 1, 0),
  };
}
