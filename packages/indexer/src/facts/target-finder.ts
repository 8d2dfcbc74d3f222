import { basename } from 'node:path';
import type { ExternalFact, SymbolKind } from '@clew/contracts';
import type ts from 'typescript';
import type { DeclaredName, NameTable } from '../names/declared-name.ts';
import { libraryName } from '../names/library-name.ts';
import { nameDeclarations } from '../names/name-declarations.ts';
import { type LibraryModule, moduleOfSpecifier } from '../packages/library-module.ts';
import type { Codebase } from './codebase.ts';
import { parseProblem } from './parse-problem.ts';

/** What an edge can point at: a symbol of the codebase, or a stub for one that is not indexed. */
export interface Target {
  readonly fqn: string;
  readonly kind: SymbolKind;
  readonly declaration: ts.Node | null;
  /** The name in its file; null for libraries. */
  readonly declared: DeclaredName | null;
  /** The stub that the batch must carry; null for symbols of the codebase. */
  readonly external: ExternalFact | null;
}

/** Finds the symbol that a declaration stands for. Names depend on nothing but the file they are in. */
export interface TargetFinder {
  tableOf(file: ts.SourceFile): NameTable;
  fileFqn(file: ts.SourceFile): string;
  fqnOf(file: ts.SourceFile, name: DeclaredName): string;
  /** Null for declarations without a name that others can use: locals, parameters, type parameters. */
  find(declaration: ts.Node): Target | null;
  /** A file that no program has (JSON, an untyped package), by absolute path. */
  findFile(path: string): Target;
  /** A library by the name that it is imported by. */
  findModule(specifier: string): Target;
}

export function createTargetFinder(codebase: Codebase): TargetFinder {
  const tables = new WeakMap<ts.SourceFile, NameTable>();
  const usable = new WeakMap<ts.SourceFile, boolean>();
  const found = new WeakMap<ts.Node, Target | null>();

  const tableOf = (file: ts.SourceFile): NameTable => {
    let table = tables.get(file);
    if (table === undefined) {
      table = nameDeclarations(file);
      tables.set(file, table);
    }
    return table;
  };
  const isIndexed = (file: ts.SourceFile): boolean => {
    if (!codebase.isSource(file.fileName)) return false;
    let answer = usable.get(file);
    if (answer === undefined) {
      answer = parseProblem(file) === null;
      usable.set(file, answer);
    }
    return answer;
  };
  const fileFqn = (file: ts.SourceFile): string =>
    codebase.packages.fileFqn(codebase.sourcePath(file.fileName));
  const fqnOf = (file: ts.SourceFile, name: DeclaredName): string =>
    name.path === '' ? fileFqn(file) : `${fileFqn(file)}#${name.path}`;

  const inCodebase = (declaration: ts.Node, file: ts.SourceFile): Target | null => {
    const declared = tableOf(file).byNode.get(declaration);
    if (declared === undefined) return null;
    const fqn = fqnOf(file, declared);
    const { kind, name } = declared;
    if (isIndexed(file)) return { fqn, kind, declaration, declared, external: null };
    const owner = codebase.packages.packageOf(codebase.sourcePath(file.fileName)).name;
    return {
      fqn,
      kind,
      declaration,
      declared: null,
      external: { fqn, kind, name, package: owner },
    };
  };
  const moduleTarget = (
    module: LibraryModule,
    kind: SymbolKind,
    declaration: ts.Node | null,
  ): Target => {
    const { name: fqn, package: owner } = module;
    // A package of the codebase keeps its own row when an installed copy is what resolved.
    const own = codebase.packages.byName(fqn) !== null;
    const external = own ? null : { fqn, kind, name: fqn, package: owner };
    return { fqn, kind, declaration, declared: null, external };
  };
  const inLibrary = (declaration: ts.Node, file: ts.SourceFile): Target | null => {
    const named = libraryName(declaration, codebase.libraryModule(file.fileName));
    if (named === null) return null;
    const { module, path, kind, name } = named;
    if (path === '') return moduleTarget(module, kind, declaration);
    const fqn = `${module.name}#${path}`;
    const external = { fqn, kind, name, package: module.package };
    return { fqn, kind, declaration, declared: null, external };
  };

  return {
    tableOf,
    fileFqn,
    fqnOf,
    find(declaration) {
      const known = found.get(declaration);
      if (known !== undefined) return known;
      const file = declaration.getSourceFile();
      const target =
        codebase.unindexedFqn(file.fileName) === null
          ? inLibrary(declaration, file)
          : inCodebase(declaration, file);
      found.set(declaration, target);
      return target;
    },
    findFile(path) {
      const inside = codebase.unindexedFqn(path);
      if (inside !== null) {
        const stub = { fqn: inside.fqn, kind: 'file', name: basename(path) } as const;
        const external = { ...stub, package: inside.package };
        return { ...stub, declaration: null, declared: null, external };
      }
      const module = codebase.libraryModule(path);
      const kind = module.name === module.package ? 'package' : 'module';
      return moduleTarget(module, kind, null);
    },
    findModule(specifier) {
      const module = moduleOfSpecifier(specifier);
      return moduleTarget(module, module.name === module.package ? 'package' : 'module', null);
    },
  };
}
