import type { FactBatch } from '@clew/contracts';
import { symbolFact } from './symbol-fact.ts';

/** A full batch of one package `demo` without files, but for what the test says. */
export function factBatch(given: Partial<FactBatch> = {}): FactBatch {
  return {
    scope: 'full',
    commit: null,
    packages: [symbolFact({ fqn: 'demo', kind: 'package', name: 'demo', parent: null })],
    externals: [],
    files: [],
    removed_files: [],
    failures: [],
    ...given,
  };
}
