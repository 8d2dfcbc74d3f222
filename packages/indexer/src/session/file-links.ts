import { dirname, resolve } from 'node:path';
import ts from 'typescript';
import { requiredSpecifier } from '../names/syntax.ts';
import { visitChildren } from '../names/visit-children.ts';
import type { ModuleResolver } from '../projects/module-resolver.ts';
import type { OpenProgram } from '../projects/open-programs.ts';

/** What one specifier of a file leads to in a program; null when it leads nowhere. */
export interface FileLink {
  readonly specifier: string;
  readonly target: string | null;
  /** Some use of it is no statement of the file: `import()`, `import('x').T`, `require()` … */
  readonly isInCode: boolean;
}

/** The specifier of a statement of the file itself, not of one that the compiler adds in thought. */
function isOfStatement(literal: ts.StringLiteralLike, file: ts.SourceFile): boolean {
  const { parent } = literal;
  if (ts.isExternalModuleReference(parent)) return parent.parent.parent === file;
  const isStatement =
    ts.isImportDeclaration(parent) ||
    ts.isExportDeclaration(parent) ||
    ts.isModuleDeclaration(parent);
  return isStatement && parent.parent === file;
}

/** How a specifier is called among the links of its file. */
export function linkName(
  { program }: OpenProgram,
  file: ts.SourceFile,
  literal: ts.StringLiteralLike,
): string {
  const mode = ts.getModeForUsageLocation(file, literal, program.getCompilerOptions());
  return `${mode ?? ''}:${literal.text}`;
}

/** What the parser collected while it read a file: every import of any form, and augmentations. */
interface CollectedModules {
  readonly imports?: readonly ts.StringLiteralLike[];
  readonly moduleAugmentations?: readonly (ts.StringLiteral | ts.Identifier)[];
}

/** `require('x')` counts in TypeScript too: where it is a function of the codebase, it is resolved. */
function requiredIn(file: ts.SourceFile): readonly ts.StringLiteralLike[] {
  if (!/\brequire\s*\(/.test(file.text)) return [];
  const found: ts.StringLiteralLike[] = [];
  const visit = (node: ts.Node): void => {
    const required = requiredSpecifier(node);
    if (required !== null) found.push(required);
    visitChildren(node, visit);
  };
  visit(file);
  return found;
}

function findLinks(open: OpenProgram, file: ts.SourceFile): readonly FileLink[] {
  const { program, resolver } = open;
  const { imports, moduleAugmentations } = file as ts.SourceFile & CollectedModules;
  const literals = [
    ...(imports ?? []),
    ...(moduleAugmentations ?? []).filter(ts.isStringLiteral),
    ...requiredIn(file),
  ];
  // The mode of an import is told by what is around it, which a file knows once it is bound.
  program.getTypeChecker();
  const links = new Map<string, FileLink>();
  for (const literal of literals) {
    const specifier = linkName(open, file, literal);
    const isInCode = !isOfStatement(literal, file);
    const known = links.get(specifier);
    if (known !== undefined) {
      if (isInCode) links.set(specifier, { ...known, isInCode });
      continue;
    }
    const mode = ts.getModeForUsageLocation(file, literal, program.getCompilerOptions());
    const found = resolver.resolve(literal.text, file.fileName, mode);
    links.set(specifier, { specifier, target: found?.resolvedFileName ?? null, isInCode });
  }
  for (const { fileName } of file.referencedFiles) {
    const target = resolve(dirname(file.fileName), fileName);
    links.set(fileName, { specifier: fileName, target, isInCode: true });
  }
  return [...links.values()];
}

const known = new WeakMap<ModuleResolver, WeakMap<ts.SourceFile, readonly FileLink[]>>();

/** The links of a file; a resolver gives the same answer as long as it lives, so they are kept. */
export function fileLinks(open: OpenProgram, file: ts.SourceFile): readonly FileLink[] {
  let ofResolver = known.get(open.resolver);
  if (ofResolver === undefined) {
    ofResolver = new WeakMap();
    known.set(open.resolver, ofResolver);
  }
  const links = ofResolver.get(file) ?? findLinks(open, file);
  ofResolver.set(file, links);
  return links;
}
