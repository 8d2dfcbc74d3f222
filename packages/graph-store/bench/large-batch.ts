import type { EdgeFact, FactBatch, FileFacts, SymbolFact, UnresolvedFact } from '@clew/contracts';

/** The shape of the graph that the benchmarks load. */
export interface LargeBatchShape {
  readonly files: number;
  readonly functionsPerFile: number;
  readonly edgesPerFunction: number;
  /** Edges that lead to `hubFqn` from as many functions, on top of the others. */
  readonly hubEdges: number;
}

export const hubFqn = 'bench/src/area-0/file-0.ts#hub';

/** The name of a function of the batch. */
export function functionFqn(shape: LargeBatchShape, index: number): string {
  const file = Math.floor(index / shape.functionsPerFile);
  return `${fileFqn(file)}#compute${index}`;
}

function fileFqn(file: number): string {
  return `bench/src/area-${file % 50}/file-${file}.ts`;
}

/**
 * A codebase made up with a fixed seed, skewed and layered as real code is. One function of fifty is
 * shared and uses only shared ones. Of a hundred uses in any other function 60 go to shared ones, 38
 * to the 150 functions before it and 2 anywhere. One function of a hundred has an unresolved site.
 */
export function largeBatch(shape: LargeBatchShape): FactBatch {
  const functions = shape.files * shape.functionsPerFile;
  const random = randomNumbers(12_345);
  const files: FileFacts[] = [];
  for (let file = 0; file < shape.files; file += 1) {
    const own = fileFqn(file);
    const symbols: SymbolFact[] = [fact(own, own.slice(own.lastIndexOf('/') + 1), 'file', null)];
    const edges: EdgeFact[] = [];
    const unresolved: UnresolvedFact[] = [];
    if (file === 0) symbols.push(fact(hubFqn, 'hub', 'function', own));
    for (let each = 0; each < shape.functionsPerFile; each += 1) {
      const index = file * shape.functionsPerFile + each;
      const fqn = functionFqn(shape, index);
      symbols.push(fact(fqn, `compute${index}`, 'function', own));
      for (let line = 1; line <= shape.edgesPerFunction; line += 1) {
        const to = chooseTarget(random, index, functions);
        edges.push({
          from: fqn,
          to: functionFqn(shape, to),
          relation: line === 1 ? 'references' : 'calls',
          line,
          resolution: 'exact',
          metadata: null,
        });
      }
      if (index < shape.hubEdges) {
        edges.push({
          from: fqn,
          to: hubFqn,
          relation: 'calls',
          line: shape.edgesPerFunction + 1,
          resolution: 'exact',
          metadata: null,
        });
      }
      if (index % 100 === 0) {
        unresolved.push({
          from: fqn,
          name: `missing${index}`,
          line: 1,
          reason: 'any_typed_receiver',
        });
      }
    }
    files.push({
      path: `src/area-${file % 50}/file-${file}.ts`,
      content_hash: `hash ${file}`,
      language: 'typescript',
      symbols,
      edges,
      unresolved,
    });
  }
  return {
    scope: 'full',
    commit: null,
    packages: [],
    externals: [],
    files,
    removed_files: [],
    failures: [],
  };
}

function chooseTarget(random: () => number, from: number, functions: number): number {
  const dice = random();
  if (dice < 0.6 || from % 50 === 0) return nearestShared(Math.floor(random() * functions));
  if (dice < 0.98) return Math.max(0, from - 1 - Math.floor(random() * 150));
  return Math.floor(random() * functions);
}

/** The nearest of the functions that everything uses: every fiftieth. */
function nearestShared(index: number): number {
  return Math.floor(index / 50) * 50;
}

function fact(
  fqn: string,
  name: string,
  kind: SymbolFact['kind'],
  parent: string | null,
): SymbolFact {
  return {
    fqn,
    kind,
    name,
    parent,
    start_line: 1,
    end_line: 10,
    signature: kind === 'file' ? null : `function ${name}(input: Input): Output`,
    modifiers: [],
    annotations: [],
    shape_hash: '0123456789abcdef',
    body_hash: 'fedcba9876543210',
  };
}

/** A linear congruential generator; numbers from 0 up to 1. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
