import type { ExternalFact, FactBatch, FileFailure, IndexInput, SymbolFact } from '@clew/contracts';
import type { ExtractedFile } from './facts/extract-file.ts';
import { precedenceOf } from './names/name-table-builder.ts';
import type { PackageMap, ProjectPackage } from './packages/package-map.ts';
import { byText } from './text-order.ts';

export interface AssembleInput {
  readonly scope: FactBatch['scope'];
  readonly commit: string | null;
  readonly packages: PackageMap;
  readonly extracted: readonly ExtractedFile[];
  readonly removed: readonly string[];
  readonly failures: readonly FileFailure[];
  /** All that the facts of the codebase were derived from; null when that is not known. */
  readonly inputs: readonly IndexInput[] | null;
}

function packageFact({ name }: ProjectPackage): SymbolFact {
  return {
    fqn: name,
    kind: 'package',
    name,
    parent: null,
    start_line: null,
    end_line: null,
    signature: null,
    modifiers: [],
    annotations: [],
    shape_hash: null,
    body_hash: null,
  };
}

/** One stub for each library symbol, and none for what turned out to be a symbol of the codebase. */
function mergeExternals(extracted: readonly ExtractedFile[]): ExternalFact[] {
  const merged = new Map<string, ExternalFact>();
  for (const { externals } of extracted) {
    for (const external of externals) {
      const known = merged.get(external.fqn);
      // One library name can be several kinds (an interface and a variable): the strongest is told.
      if (known === undefined || precedenceOf(external.kind) < precedenceOf(known.kind)) {
        merged.set(external.fqn, external);
      }
    }
  }
  for (const { facts } of extracted) for (const { fqn } of facts.symbols) merged.delete(fqn);
  return [...merged.values()].sort((a, b) => byText(a.fqn, b.fqn));
}

/** Puts the facts of all files together, in an order that depends on nothing but the facts. */
export function assembleBatch(input: AssembleInput): FactBatch {
  const { scope, packages, extracted } = input;
  const files = extracted.map(({ facts }) => facts).sort((a, b) => byText(a.path, b.path));
  const used = new Set(files.map(({ path }) => packages.packageOf(path)));
  const told = scope === 'full' ? packages.packages : [...used];
  return {
    scope,
    languages: ['javascript', 'typescript'],
    commit: input.commit,
    packages: told.map(packageFact).sort((a, b) => byText(a.fqn, b.fqn)),
    externals: mergeExternals(extracted),
    files,
    removed_files: [...input.removed].sort(),
    failures: [...input.failures].sort(
      (a, b) =>
        byText(a.path, b.path) || (a.line ?? 0) - (b.line ?? 0) || byText(a.message, b.message),
    ),
    ...(input.inputs === null
      ? {}
      : { inputs: [...input.inputs].sort((a, b) => byText(a.path, b.path)) }),
  };
}
