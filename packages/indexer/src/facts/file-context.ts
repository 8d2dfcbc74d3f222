import type ts from 'typescript';
import type { DeclaredName, NameTable } from '../names/declared-name.ts';
import type { ModuleResolver } from '../projects/module-resolver.ts';
import type { FactRecorder } from './fact-recorder.ts';
import type { TargetFinder } from './target-finder.ts';

/** What reading one file needs. */
export interface FileContext {
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  readonly resolver: ModuleResolver;
  readonly finder: TargetFinder;
  readonly file: ts.SourceFile;
  readonly table: NameTable;
  readonly record: FactRecorder;
  fqnOf(name: DeclaredName): string;
}

/** Where a site stands: the fqn of the innermost named symbol around it. */
export interface SiteScope {
  readonly owner: DeclaredName;
  readonly from: string;
  /** Comments are read for the types they name; that they name nothing is no finding. */
  readonly inComment: boolean;
  /** Calls that end up to here are part of one that is resolved already. */
  readonly settled: number;
}
