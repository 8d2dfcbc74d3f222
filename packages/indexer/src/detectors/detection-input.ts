import type { EdgeFact, SymbolFact } from '@clew/contracts';
import type ts from 'typescript';

/** All that the detections of one file depend on, besides the rules. */
export interface DetectionInput {
  /** Relative to the root of the codebase. */
  readonly path: string;
  readonly text: string;
  /** Its tree, where the compiler has read it, with parents; without it one is made when needed. */
  readonly tree?: ts.SourceFile;
  readonly language: 'typescript' | 'java';
  /** The facts of the file; its own symbol comes first. */
  readonly symbols: readonly SymbolFact[];
  readonly edges: readonly EdgeFact[];
  /** Fqns of what is not the project's own among the targets of the edges. */
  readonly externals: ReadonlySet<string>;
  /** What the package of the file says of it. */
  readonly package: PackageFacts;
}

/** What a manifest says that concerns the detections of one file. */
export interface PackageFacts {
  /** Folder of the package relative to the root; '' for the root. */
  readonly folder: string;
  /** Names of the packages that it depends on. */
  readonly dependencies: ReadonlySet<string>;
  /** Commands of `bin` that run this file. */
  readonly commands: readonly string[];
}

export const noPackage: PackageFacts = { folder: '', dependencies: new Set(), commands: [] };
