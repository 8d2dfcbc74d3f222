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

function findLinks({ program, resolver }: OpenProgram, file: ts.SourceFile): readonly FileLink[] {
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
    const mode = ts.getModeForUsageLocation(file, literal, program.getCompilerOptions());
    const specifier = `${mode ?? ''}:${literal.text}`;
    if (links.has(specifier)) continue;
    const found = resolver.resolve(literal.text, file.fileName, mode);
    links.set(specifier, { specifier, target: found?.resolvedFileName ?? null });
  }
  for (const { fileName } of file.referencedFiles) {
    const target = resolve(dirname(file.fileName), fileName);
    links.set(fileName, { specifier: fileName, target });
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
